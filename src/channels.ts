/** The bridge between page and host: one channel to ask, one to listen, one to hand in files. Apart, so that the preload stays tiny. */
export const ASK_CHANNEL = 'countersign:ask';
export const TELL_CHANNEL = 'countersign:tell';
export const OFFER_CHANNEL = 'countersign:offer';
