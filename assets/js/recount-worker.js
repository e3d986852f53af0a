// Checks and counts away from the page, which stays quick to the touch.
import { recount } from './recount.js';

addEventListener('message', async ({ data: { bytes } }) => {
  try {
    postMessage({ report: await recount(new Uint8Array(bytes), (progress) => postMessage({ progress })) });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
