export { drawEachNameOnce } from '../figures/draw-svg.js';
