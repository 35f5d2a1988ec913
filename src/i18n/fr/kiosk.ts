import type english from '../en/kiosk.ts';

const kiosk: typeof english = {};

export default kiosk;
