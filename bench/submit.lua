-- Sends the messages of a file, each once: wrk -t1 … -s bench/submit.lua URL -- FILE OFFSET KEY
-- FILE holds of each message its length on a line, then its bytes; the first that is sent begins at OFFSET. What came of
-- it is one line, RESULT, with the offset of the first that was not sent. One thread, so that no two send the same.
local main = nil

function setup(thread)
   main = thread
end

function init(args)
   file = assert(io.open(args[1], "rb"))
   file:seek("set", tonumber(args[2]))
   headers = { ["Authorization"] = "Bearer " .. args[3], ["Content-Type"] = "application/xml" }
   status = {}
   answers, place, ran_out = "", tonumber(args[2]), false
end

function request()
   local length = file:read("*l")
   if not length then
      ran_out = true
      wrk.thread:stop()
      return wrk.format("GET", "/healthz")
   end
   local body = file:read(tonumber(length))
   place = place + #length + 1 + #body
   return wrk.format("POST", nil, headers, body)
end

function response(code)
   status[code] = (status[code] or 0) + 1
   answers = ""
   for each, count in pairs(status) do answers = answers .. " " .. each .. "=" .. count end
end

function done(summary, latency)
   local lost = summary.errors
   io.write(string.format("RESULT seconds=%.3f requests=%d p50=%.2f p99=%.2f max=%.2f errors=%d place=%d%s%s\n",
      summary.duration / 1e6, summary.requests, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
      latency.max / 1e3, lost.connect + lost.read + lost.write + lost.timeout, main:get("place"), main:get("answers"),
      main:get("ran_out") and " ran-out" or ""))
end
