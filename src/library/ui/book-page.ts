/** What runs on the pages of the booklet beside the tools, as one file: each file more costs a first visit half a kilobyte. */
import './lens.ts';
import './reading-mark.ts';
