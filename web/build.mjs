// Puts what is no TypeScript beside what the compiler made: the page, its style, its texts. No bundler.
import { copyFile, mkdir, readdir } from "node:fs/promises";

const src = new URL("src/", import.meta.url);
const dist = new URL("dist/", import.meta.url);
await mkdir(dist, { recursive: true });
for (const name of await readdir(src))
  if (/\.(html|css|svg)$/.test(name)) await copyFile(new URL(name, src), new URL(name, dist));
for (const name of await readdir(new URL("texts/", src)))
  await copyFile(new URL("texts/" + name, src), new URL("text-" + name, dist));
