import { RedisScript } from './redis-connection.js';

/** So long after a close is over its record is kept, in ms: a pause that grows with each refusal grows from the last. */
const LINGER_MS = 15 * 60_000;
/** The largest share of a budget that may be granted and not yet spent, over all processes. */
const OUTSTANDING_SHARE = 0.05;

/**
 * `SpotifyLimitStore.exchange()` in one atomic step. KEYS: the closes (a hash: record by key, and `revision`), the
 * processes (a sorted set by when they were last seen), then a hash per budget (count by slot, and `epoch`). All have one
 * hash tag. ARGV: the report. Report and state are JSON, which all clients pass on unchanged, whatever their protocol.
 *
 * A slot counts until a request of it, sent at the end of its portion's life, has left the window: so while Redis responds
 * no window has more requests than the budget allows. What is granted and not yet spent is at most a twentieth of the
 * budget, and at most a process' share of what is left: so little is left unused.
 */
export const EXCHANGE = new RedisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local report = cjson.decode(ARGV[1])
local function integer(number) return string.format('%.0f', number) end
local function expire(key, ms)
  if redis.call('PTTL', key) < ms then redis.call('PEXPIRE', key, integer(ms * 1.1)) end
end

redis.call('ZADD', KEYS[2], integer(now), report.process)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', integer(now - report.processTtl))
expire(KEYS[2], report.processTtl)
local processes = redis.call('ZCARD', KEYS[2])

local revision = tonumber(redis.call('HGET', KEYS[1], 'revision') or '0')
local changed = false
local function record(key)
  local text = redis.call('HGET', KEYS[1], key)
  return text and cjson.decode(text)
end
local function write(key, close)
  redis.call('HSET', KEYS[1], key, cjson.encode(close))
  expire(KEYS[1], close.till - now + ${LINGER_MS})
end
for _, close in ipairs(report.closed) do
  changed = true
  local till = now + close.duration
  local old = record(close.key)
  if old and old.revision > report.revision then
    old.till = math.max(old.till, till)
    old.revision = 0
    write(close.key, old)
  else
    write(close.key, { till = till, value = close.value, revision = 0, claimed = 0 })
  end
end
for _, key in ipairs(report.opened) do
  local old = record(key)
  if old and old.revision > 0 and old.revision <= report.revision then
    changed = true
    redis.call('HDEL', KEYS[1], key)
  end
end
if changed then
  revision = math.max(revision + 1, now)
  redis.call('HSET', KEYS[1], 'revision', integer(revision))
end

local claims = {}
for _, claim in ipairs(report.claims) do
  local close = record(claim.key)
  if not close or close.claimed <= now then
    claims[claim.key] = { granted = true, wait = 0 }
    if close then
      close.claimed = now + claim.ttl
      write(claim.key, close)
    end
  else
    claims[claim.key] = { granted = false, wait = close.claimed - now }
  end
end

local closes = nil
if revision ~= report.revision then
  closes = {}
  local fields = redis.call('HGETALL', KEYS[1])
  for i = 1, #fields, 2 do
    if fields[i] ~= 'revision' then
      local close = cjson.decode(fields[i + 1])
      if close.till + ${LINGER_MS} < now then
        redis.call('HDEL', KEYS[1], fields[i])
      else
        closes[#closes + 1] = { key = fields[i], duration = close.till - now, value = close.value }
        if close.revision == 0 then
          close.revision = revision
          redis.call('HSET', KEYS[1], fields[i], cjson.encode(close))
        end
      end
    end
  end
end

local budgets = {}
for i, budget in ipairs(report.budgets) do
  local key = KEYS[2 + i]
  local lasting = budget.slot + budget.window + budget.portionTtl
  local used, epoch, places = 0, nil, {}
  local function count(slot, by)
    used = used + by
    places[slot] = (places[slot] or 0) + by
    redis.call('HINCRBY', key, integer(slot), by)
  end
  local fields = redis.call('HGETALL', key)
  for j = 1, #fields, 2 do
    if fields[j] == 'epoch' then
      epoch = fields[j + 1]
    elseif fields[j] + lasting <= now then
      redis.call('HDEL', key, fields[j])
    else
      local slot, number = tonumber(fields[j]), tonumber(fields[j + 1])
      used = used + number
      places[slot] = number
    end
  end
  if not epoch then
    epoch = report.process .. ':' .. integer(now)
    redis.call('HSET', key, 'epoch', epoch)
  end
  for _, unused in ipairs(budget.unused) do
    if places[unused.slot] then count(unused.slot, -unused.count) end
  end
  local slot = now - now % budget.slot
  if budget.spent > 0 then count(slot, budget.spent) end
  local left = budget.limit - used
  local granted = 0
  if left > 0 and budget.want > 0 then
    local share = math.min(left, budget.limit * ${OUTSTANDING_SHARE}) / processes
    granted = math.min(budget.want, math.max(1, math.floor(share)))
    count(slot, granted)
  end
  expire(key, lasting)
  local frees = {}
  if used >= budget.limit then
    for start, number in pairs(places) do
      if number > 0 then frees[#frees + 1] = { start + lasting - now, number } end
    end
    table.sort(frees, function(a, b) return a[1] < b[1] end)
  end
  budgets[i] = { granted = granted, slot = slot, used = used, frees = frees, epoch = epoch }
end

return cjson.encode({
  revision = revision, processes = processes, closes = closes, claims = claims, budgets = budgets
})
`);
