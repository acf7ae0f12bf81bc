-- Takes from all bands of a bucket or from none. Every number is whole and below 2^53, where doubles are exact.
-- KEYS[1]: the bucket. ARGV[1]: three doubles a band: size, unit, rate (negative: period of a refill by interval).
-- ARGV[2]: cost, negative to give back. ARGV[3]: the time in microseconds, in tests; otherwise the server's.
-- The bucket holds the time of its last change, and four doubles a band: size, rate, debt, anchor.
local now
if ARGV[3] then
  now = tonumber(ARGV[3])
else
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local cost = tonumber(ARGV[2])
local count = #ARGV[1] / 24
local held = redis.call('GET', KEYS[1])
local heldCount, last = 0, now
if held then
  heldCount = (#held - 8) / 32
  last = struct.unpack('<d', held)
  -- A clock that was set back counts from where it is now; one that is a little behind stands still.
  if now < last and last - now < 1000000 then now = last end
end
local setBack = now < last

local sizes, rates, debts, anchors = {}, {}, {}, {}
local units, full, granted = {}, true, true
for i = 1, count do
  local size, unit, rate = struct.unpack('<ddd', ARGV[1], i * 24 - 23)
  local debt, anchor = 0, now
  if i <= heldCount then
    local heldSize, heldRate, heldDebt, heldAnchor = struct.unpack('<dddd', held, i * 32 - 23)
    debt = heldDebt
    if heldRate > 0 then
      if now > last then debt = math.max(0, debt - (now - last) * heldRate) end
    else
      anchor = math.min(heldAnchor, now)
      if now - anchor >= -heldRate then
        debt = 0
        anchor = now - (now - anchor) % -heldRate
      end
    end
    if heldSize ~= size then
      debt = math.min(size, math.ceil(debt * size / heldSize * (1 - 1e-15)))
    end
  end
  if debt > 0 then full = false end
  if debt + cost * unit > size then granted = false end
  sizes[i], units[i], rates[i], debts[i], anchors[i] = size, unit, rate, debt, anchor
end

local ttl = 0
local reply = struct.pack('<dd', granted and 1 or 0, now)
local state = struct.pack('<d', now)
for i = 1, count do
  if full then anchors[i] = now end
  if granted then debts[i] = math.max(0, debts[i] + cost * units[i]) end
  if debts[i] > 0 then
    ttl = math.max(ttl, rates[i] > 0 and debts[i] / rates[i] or anchors[i] - rates[i] - now)
  end
  reply = reply .. struct.pack('<dd', debts[i], anchors[i])
  state = state .. struct.pack('<dddd', sizes[i], rates[i], debts[i], anchors[i])
end
-- A refusal changes nothing, so it is not written down, unless the time is another one.
if granted or setBack then
  if ttl > 0 then
    redis.call('SET', KEYS[1], state, 'PX', math.ceil(ttl / 1000))
  elseif held then
    redis.call('DEL', KEYS[1])
  end
end
return reply
