/** Full addresses, for what leaves the screen: QR codes, files. `SITE_URL` at build says where the site stands. */
import { href } from '../../ui/href.ts';

/** `/safety/forklift/` → `https://…/safety/forklift/`. */
export const fullAddress = (path: string): string => new URL(href(path), import.meta.env.SITE).href;
