/** The end of a level: what was earned, and the way on. */
import { starsFor } from '../stars.ts';

interface Props {
  readonly right: number;
  readonly total: number;
  /** Addresses within practice. */
  readonly next: string | undefined;
  readonly all: string;
}

export function Stars({ right, total, next, all }: Props) {
  const stars = starsFor(right, total);
  return (
    <div className="notice good" role="status">
      <p><b className="stars" aria-hidden="true">{'★'.repeat(stars)}{'☆'.repeat(3 - stars)}</b> 这一次第一遍答对 {right} / {total}，得 {stars} 颗星。最好的一次会记在这台设备上。</p>
      <p>
        {next && <><a href={`#${next}`}>下一关</a> · </>}
        <a href={`#${all}`}>全部关卡</a>，随时可以再闯。
      </p>
    </div>
  );
}
