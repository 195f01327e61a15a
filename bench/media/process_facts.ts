/** What a process and its children take of the machine, by /proc. Linux alone. @module */

/** Ticks of /proc/PID/stat per second: USER_HZ, 100 on every Linux that Deno runs on. */
const TICKS_PER_S = 100;

/** Processor time of a process and its children so far, in seconds. */
export function cpuS(pid: number): number {
  return family(pid).reduce((sum, one) => {
    const fields = statOf(one);
    // Fields 14 and 15 of proc(5); two stand before what is split here.
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  }, 0);
}

/** Memory that a process and its children hold now, without the kernel's, in bytes. */
export function residentBytes(pid: number): number {
  return family(pid).reduce((sum, one) => {
    const text = readOrEmpty(`/proc/${one}/status`);
    return sum + Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  }, 0);
}

function family(pid: number): number[] {
  const children = readOrEmpty(`/proc/${pid}/task/${pid}/children`)
    .split(" ").filter((text) => text !== "").map(Number);
  return [pid, ...children.flatMap(family)];
}

function statOf(pid: number): string[] {
  const text = readOrEmpty(`/proc/${pid}/stat`);
  // The name before may hold anything, spaces and brackets too.
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function readOrEmpty(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
