/** What runs on a page of work-injury prevention beside reading-page.ts, as one file. */
import './code-watch.ts';
import './self-check.ts';
