import {
  configure,
  getConsoleSink,
  getLogger,
  type Logger,
  type LogLevel,
} from "@logtape/logtape";

/** The levels of `LOG_LEVEL`, the quietest last. */
export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;

/** Sends log lines of at least this level to the console, one line each. To be called once. */
export async function startLog(level: LogLevel): Promise<void> {
  await configure({
    reset: true,
    sinks: { console: getConsoleSink({ formatter: formatRecord }) },
    loggers: [
      { category: "17kan", lowestLevel: level, sinks: ["console"] },
      {
        category: ["logtape", "meta"],
        lowestLevel: "error",
        sinks: ["console"],
      },
    ],
  });
}

/** The log of one part of the server. Lines never carry what viewers wrote. */
export function logOf(part: string): Logger {
  return getLogger(["17kan", part]);
}

function formatRecord(record: {
  readonly timestamp: number;
  readonly level: string;
  readonly category: readonly string[];
  readonly message: readonly unknown[];
}): string {
  const time = new Date(record.timestamp).toISOString();
  const text = record.message.map((part) =>
    typeof part === "string" ? part : JSON.stringify(part) ?? String(part)
  ).join("");
  // One line each, whatever a name or an error holds.
  const line = text.replaceAll(/\s+/g, " ");
  return `${time} ${record.level} ${
    record.category.slice(1).join(".")
  }: ${line}`;
}
