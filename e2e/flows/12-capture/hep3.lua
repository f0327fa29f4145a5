-- HEPv3 for tshark, which has no dissector of its own: chunks by the published layout (vendor, type, length, payload), the
-- captured message by tshark's SIP dissector. Shares no code with what we send with.
local hep = Proto("hep3", "Homer Encapsulation Protocol v3")
local f = {
  length = ProtoField.uint16("hep3.length", "Total length"),
  family = ProtoField.uint8("hep3.family", "IP family"),
  transport = ProtoField.uint8("hep3.transport", "IP protocol"),
  src = ProtoField.ipv4("hep3.src", "Source"),
  dst = ProtoField.ipv4("hep3.dst", "Destination"),
  srcport = ProtoField.uint16("hep3.srcport", "Source port"),
  dstport = ProtoField.uint16("hep3.dstport", "Destination port"),
  sec = ProtoField.uint32("hep3.sec", "Seconds"),
  usec = ProtoField.uint32("hep3.usec", "Microseconds"),
  kind = ProtoField.uint8("hep3.kind", "Protocol (1 is SIP)"),
  agent = ProtoField.uint32("hep3.agent", "Capture id"),
  correlation = ProtoField.string("hep3.correlation", "Correlation id"),
  broken = ProtoField.string("hep3.broken", "What is wrong"),
}
hep.fields = f
local by_type = { [1] = f.family, [2] = f.transport, [3] = f.src, [4] = f.dst, [7] = f.srcport, [8] = f.dstport, [9] = f.sec, [10] = f.usec, [11] = f.kind, [12] = f.agent, [17] = f.correlation }
local width = { [1] = 1, [2] = 1, [3] = 4, [4] = 4, [7] = 2, [8] = 2, [9] = 4, [10] = 4, [11] = 1, [12] = 4 }
local sip = Dissector.get("sip")

function hep.dissector(buffer, info, tree)
  if buffer:len() < 6 or buffer(0, 4):string() ~= "HEP3" then return 0 end
  local node = tree:add(hep, buffer())
  local total = buffer(4, 2):uint()
  node:add(f.length, buffer(4, 2))
  if total ~= buffer:len() then node:add(f.broken, "length field says " .. total .. ", datagram has " .. buffer:len()) end
  local at, payload = 6, nil
  while at + 6 <= buffer:len() do
    local kind, length = buffer(at + 2, 2):uint(), buffer(at + 4, 2):uint()
    if length < 6 or at + length > buffer:len() then
      node:add(f.broken, "chunk " .. kind .. " has length " .. length)
      return buffer:len()
    end
    if buffer(at, 2):uint() == 0 then
      if width[kind] and length - 6 ~= width[kind] then node:add(f.broken, "chunk " .. kind .. " has " .. (length - 6) .. " bytes")
      elseif kind == 15 then payload = { at + 6, length - 6 }
      elseif by_type[kind] and length > 6 then node:add(by_type[kind], buffer(at + 6, length - 6)) end
    end
    at = at + length
  end
  if payload then sip:call(buffer(payload[1], payload[2]):tvb(), info, tree) end
  return buffer:len()
end
DissectorTable.get("udp.port"):add(9060, hep)
