/** What runs on a page of prose, as one file: each file more costs a first visit half a kilobyte. */
import './lens.ts';
import './reading-mark.ts';
import './tools.ts';
