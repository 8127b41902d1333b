import { Emitter, type Event } from '../../base/event';
import type { Log } from '../../base/log';

export interface LogLine {
  level: keyof Log;
  message: string;
}

/** The engine's log: every line goes to `write` as `time [level] text`, and to whoever listens. */
export interface EngineLog extends Log {
  readonly onLine: Event<LogLine>;
}

export function createEngineLog(write: (line: string) => void, now: () => number): EngineLog {
  const lines = new Emitter<LogLine>();
  const at = (level: keyof Log) => (message: string) => {
    write(`${new Date(now()).toISOString()} [${level}] ${message}\n`);
    lines.fire({ level, message });
  };
  return { onLine: lines.event, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
