/** Practice from this device into the account of whoever is signed in, and back. Asked for each time: a device may have several users. */
import { useState, useSyncExternalStore } from 'react';
import { href } from '../../ui/href.ts';
import { inParts, merged, type PracticeRecord } from '../device.ts';
import { api } from './practice-api.ts';
import { readRecord } from './record-store.ts';

interface Props {
  readonly change: (by: (record: PracticeRecord) => PracticeRecord) => void;
}

/** Nothing to listen to: asleep while it is drawn ahead of time, awake in the browser. */
const never = () => () => undefined;

export function TakeIn({ change }: Props) {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  // The page comes with this button drawn already: until the script is here a click would be lost.
  const awake = useSyncExternalStore(never, () => true, () => false);

  const take = async () => {
    setBusy(true);
    setSaid('');
    for (const record of inParts(readRecord())) {
      const response = await api()
        .mine.$post({ json: { record } })
        .catch(() => undefined);
      const told = await response?.json().catch(() => undefined);
      if (!told || 'error' in told) {
        setBusy(false);
        return setSaid(!told ? '网络不通，没有全部带进账号，再点一次就接着来。' : told.error.code === 'signed-out' ? 'sign-in' : told.error.say);
      }
      change((mine) => merged(mine, told));
    }
    setBusy(false);
    setSaid('done');
  };

  return (
    <section className="take-in">
      <h2>带进账号</h2>
      <p className="soft">登录的人可以把这台设备上的错题、星和练习天数带进账号，换一台设备再点一次就合到一起。点几次都一样，不会重复。</p>
      <p className="buttons"><button type="button" className="button" disabled={busy || !awake} onClick={() => void take()}>{busy ? '正在合并…' : '和我的账号合并'}</button></p>
      <p role="status">
        {said === 'done' ? '合好了：账号里和这台设备上现在是同一份记录。' : said === 'sign-in' ? <>还没有登录。<a href={href('/login/?next=/practice/')}>先登录</a>，回来再点一次，记录不会丢。</> : said}
      </p>
    </section>
  );
}
