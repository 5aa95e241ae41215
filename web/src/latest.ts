// Latest: a question that is asked again and again, of which only the newest counts: it waits a little for the next
// keystroke, and a new one ends those that are still on their way.
import type { Answer } from "./api.js";

export class Latest<T> {
  private timer = 0;
  private running: AbortController | null = null;

  constructor(
    private readonly waitMs: number,
    private readonly told: (answer: Answer<T>) => void,
  ) {}

  ask(question: (signal: AbortSignal) => Promise<Answer<T>>, waitMs = this.waitMs): void {
    this.stop();
    this.timer = window.setTimeout(() => void this.run(question), waitMs);
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.running?.abort();
    this.running = null;
  }

  private async run(question: (signal: AbortSignal) => Promise<Answer<T>>): Promise<void> {
    const mine = (this.running = new AbortController());
    const answer = await question(mine.signal);
    if (this.running !== mine || answer.kind === "aborted") return;
    this.running = null;
    this.told(answer);
  }
}
