// What is traded: the server quotes these, and the page has a row for each.

/** What the order book is of; it has no row. */
export const BOOK_SYMBOL = 'TOW';

const STARTS = 'BA BE CA CO DA DO FA FI GA HA HE KA LI LO MA MO NA PO RA SA'.split(' ');
const ENDS = 'VA NO RI LU TE SO MI DE KO XA'.split(' ');

/** 200 of them. */
export const SYMBOLS = ENDS.flatMap((end) => STARTS.map((start) => start + end));
