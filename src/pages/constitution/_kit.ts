/** The kit with what it needs of the site: for its page and for the ZIP. */
import { articleName } from '#library/cite.ts';
import type { KitSite } from '#library/kit.ts';
import type { Kit } from '#library/schema-rooms.ts';
import { getReader } from '#library/ui/reader.ts';

export async function constitutionKit(addressOf: KitSite['addressOf'], codeHtml: KitSite['codeHtml']): Promise<{ kit: Kit; site: KitSite }> {
  const { library, laws, entries } = await getReader();
  const kit = library.kits.find((k) => k.id === 'constitution');
  if (!kit) throw new Error('缺少 content/kits/constitution.yaml');
  const nameOf: KitSite['nameOf'] = ({ law, article }) => `${laws.get(law)?.short ?? law}${articleName(article)}`;
  return { kit, site: { name: library.site.name, nameOf, addressOf, titleOf: (page) => entries.get(page)?.data.title ?? page, codeHtml } };
}
