// The real gateway, as it was built here, on a folder of its own; customs and the exporter are played through its API.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = process.env.POSTERN ?? join(ROOT, "build/release/postern");

export function demoKey(role) {
  const rows = readFileSync(join(ROOT, "config/sandbox/keys.csv"), "utf8").split("\n").map((row) => row.split(","));
  return rows.find((row) => row[0] === role)[5];
}

/** What an exporter knows at home: no scale, no label, no signature. */
export function writtenAtHome() {
  const declaration = JSON.parse(readFileSync(join(ROOT, "samples/messages/json-good-sale-np-de.json"), "utf8"));
  for (const member of ["item_id", "sender_reference", "gross_weight_kg", "certification", "office_of_origin"]) delete declaration[member];
  return declaration;
}

export class RealGateway {
  static async start() {
    assert.ok(existsSync(PROGRAM), `there is no gateway at ${PROGRAM}: build it first`);
    const gateway = new RealGateway();
    gateway.data = mkdtempSync(join(tmpdir(), "postern-web-"));
    gateway.program = spawn(PROGRAM, ["serve", "--config", join(ROOT, "config/sandbox/postern.properties"), "--listen", "127.0.0.1:0",
      "--data", gateway.data, "--set", "home.web=" + join(ROOT, "web/dist")], { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    gateway.url = await new Promise((resolve, reject) => {
      let told = "";
      gateway.program.stdout.on("data", (piece) => {
        told += piece;
        const found = /listening on (http:\S+)/.exec(told);
        if (found) resolve(found[1]);
      });
      gateway.program.on("exit", (code) => reject(new Error("the gateway ended with " + code)));
    });
    return gateway;
  }

  /** A call of the API by somebody who is not at the counter. */
  async asked(role, method, path, body) {
    const reply = await fetch(this.url + path, { method, body: body && JSON.stringify(body),
      headers: { Authorization: "Bearer " + demoKey(role), "Content-Type": "application/json" } });
    const value = await reply.json();
    assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${JSON.stringify(value)}`);
    return value;
  }

  async stop() {
    this.program.removeAllListeners("exit");
    const ended = new Promise((done) => this.program.on("exit", done));
    this.program.kill("SIGTERM");
    await ended;
    rmSync(this.data, { recursive: true });
  }
}
