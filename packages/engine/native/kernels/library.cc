// A library that Node loads; loading it makes its operations known to the TensorFlow of the process.
#include <node_api.h>

#include "operations.h"

NAPI_MODULE_INIT() {
  using namespace teamnet;
  try {
    registerOperation<separableOperation>();
    registerOperation<separableGradientOperation>();
    registerOperation<separableGradientOfNormalizedOperation>();
    registerOperation<batchNormGradientOperation>();
    registerOperation<batchNormAndProjectionGradientOperation>();
    registerOperation<stemOperation>();
    registerOperation<stemFilterGradientOperation>();
    registerOperation<channelMomentsOperation>();
  } catch (const Refused& refused) {
    napi_throw_error(env, nullptr, refused.message.c_str());
  }
  return exports;
}
