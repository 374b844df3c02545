/** The kit with what it needs of the site: for its page and for the ZIP. */
import { articleName } from '#library/cite.ts';
import type { KitSite } from '#library/kit.ts';
import { qrOf } from '#library/qr.ts';
import type { Kit } from '#library/schema-rooms.ts';
import { fullAddress } from '#library/ui/address.ts';
import { getReader } from '#library/ui/reader.ts';

export async function constitutionKit(): Promise<{ kit: Kit; site: KitSite }> {
  const { library, laws, entries } = await getReader();
  const kit = library.kits.find((k) => k.id === 'constitution');
  if (!kit) throw new Error('缺少 content/kits/constitution.yaml');
  return {
    kit,
    site: {
      name: library.site.name,
      nameOf: ({ law, article }) => `${laws.get(law)?.short ?? law}${articleName(article)}`,
      addressOf: fullAddress,
      titleOf: (page) => entries.get(page)?.data.title ?? page,
      qrOf,
    },
  };
}
