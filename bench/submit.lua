-- Sends the messages of a file, each once: wrk … -s bench/submit.lua URL -- FILE KEY CONTENT-TYPE
-- FILE holds of each message its length on a line, then its bytes. wrk's threads take them in turn.
local threads = 0

function setup(thread)
   thread:set("number", threads)
   threads = threads + 1
   thread:set("answers", "")
end

function init(args)
   file = assert(io.open(args[1], "rb"))
   headers = { ["Authorization"] = "Bearer " .. args[2], ["Content-Type"] = args[3] }
   every = tonumber(args[4])
   status = {}
   sent = 0
   for _ = 1, number do next_message() end
end

function next_message()
   local length = file:read("*l")
   if not length then return nil end
   return file:read(tonumber(length))
end

function request()
   local body = next_message()
   if not body then
      ran_out = true
      wrk.thread:stop()
      body = ""
   end
   for _ = 2, every do next_message() end
   sent = sent + 1
   return wrk.format("POST", nil, headers, body)
end

function response(code)
   status[code] = (status[code] or 0) + 1
   local told = ""
   for each, count in pairs(status) do told = told .. each .. ":" .. count .. " " end
   answers = told
end

local all = {}
local own_setup = setup
function setup(thread)
   own_setup(thread)
   table.insert(all, thread)
end

function done(summary, latency, requests)
   local counts = {}
   local dry = false
   for _, thread in ipairs(all) do
      for code, count in string.gmatch(thread:get("answers"), "(%d+):(%d+)") do
         counts[code] = (counts[code] or 0) + tonumber(count)
      end
      dry = dry or thread:get("ran_out")
   end
   local told = ""
   for code, count in pairs(counts) do told = told .. " " .. code .. "=" .. count end
   io.write(string.format("RESULT seconds=%.3f requests=%d p50=%.2f p99=%.2f max=%.2f errors=%d%s%s\n",
      summary.duration / 1e6, summary.requests, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
      latency.max / 1e3, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, told,
      dry and " ran-out" or ""))
end
