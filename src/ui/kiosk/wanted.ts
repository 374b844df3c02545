/** Whether a tab is a self-service machine; apart from the other rules, because every page carries this one. */

/** What the address and the tab's memory say: in the mode, in it no longer (`?kiosk=off`), or never. */
export function kioskWanted(search: string, remembered: boolean): 'on' | 'off' | 'no' {
  const value = new URLSearchParams(search).get('kiosk');
  if (value === null) return remembered ? 'on' : 'no';
  return value === 'off' ? 'off' : 'on';
}
