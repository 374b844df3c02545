/** What runs on a page of work-injury prevention beside the tools, as one file. */
import './code-watch.ts';
import './self-check.ts';
