/** What practice remembers, on this device: one entry of a fixed form. On a self-service machine nothing is kept beyond the page. */
import { useCallback, useEffect, useState } from 'react';
import { EMPTY, recordSchema, type PracticeRecord } from '../device.ts';

const KEY = 'pufa:practice-record';

const isKiosk = (): boolean => 'kiosk' in document.documentElement.dataset;

/** What is stored and can be read; what cannot is as good as nothing. */
export function readRecord(): PracticeRecord {
  try {
    const read = recordSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return read.success ? read.data : EMPTY;
  } catch {
    return EMPTY;
  }
}

function writeRecord(record: PracticeRecord): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(record));
  } catch {
    // Full or switched off: practice goes on without.
  }
}

/** The record, and a way to change it that also sees what another window has stored meanwhile. */
export function useRecord(): readonly [PracticeRecord, (change: (record: PracticeRecord) => PracticeRecord) => void] {
  const [record, setRecord] = useState(EMPTY);
  useEffect(() => {
    if (isKiosk()) return;
    const read = () => setRecord(readRecord());
    read();
    const onStorage = (e: StorageEvent) => e.key === KEY && read();
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, []);
  const change = useCallback((by: (record: PracticeRecord) => PracticeRecord) => {
    if (isKiosk()) return setRecord(by);
    const next = by(readRecord());
    writeRecord(next);
    setRecord(next);
  }, []);
  return [record, change];
}
