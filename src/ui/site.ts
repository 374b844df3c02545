/** What every page's frame says of the site itself, from `content/site.yaml`. */
import { getEntry } from 'astro:content';

/** The part of the site's particulars that the frame shows; empty texts are not shown. */
export interface SiteFacts {
  readonly name: string;
  readonly tagline: string;
  readonly bureau: string;
  readonly region: string;
  readonly contacts: readonly { readonly name: string; readonly phone?: string; readonly address?: string; readonly hours?: string }[];
  readonly registration: { readonly icp: string; readonly police: string; readonly siteId: string };
}

let kept: SiteFacts | undefined;

/** Reads the particulars; once per process, afresh for each page in `astro dev`. */
export async function siteFacts(): Promise<SiteFacts> {
  if (kept && !import.meta.env.DEV) return kept;
  const entry = await getEntry('site', 'site');
  if (!entry) throw new Error('缺少 content/site.yaml');
  // The collection's loader has parsed it with siteSchema; ui/ may not import library/ for its type.
  kept = entry.data as unknown as SiteFacts;
  return kept;
}
