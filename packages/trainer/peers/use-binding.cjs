// Tells stock tfjs-node where its C++ binding lies; its package would look in its own folder only.
const tfjsNode = require.resolve('@tensorflow/tfjs-node-gpu/package.json');
const preBinding = require(require.resolve('@mapbox/node-pre-gyp/lib/pre-binding', { paths: [tfjsNode] }));

preBinding.find = () => process.env.TEAMNET_BENCH_BINDING;
