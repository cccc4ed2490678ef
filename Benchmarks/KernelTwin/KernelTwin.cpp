// The same algorithm as the engine's insertion scan, line by line: constant-time gaps from prefix and suffix
// summaries, distance first, then loads and times. Plain C++, 32-bit indices, no library.
#include "KernelTwin.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace {

constexpr int32_t worst = std::numeric_limits<int32_t>::max();
constexpr double none = std::numeric_limits<double>::infinity();

struct Insertion {
    double cost;
    int32_t position, second;
};

class Scan {
public:
    explicit Scan(const TwinInstance &instance) : in(instance) {}

    int64_t evaluations = 0;

    Insertion find(int32_t job, int32_t route) {
        const TwinVehicle &vehicle = in.vehicles[route];
        const double placed = in.placement[int64_t(job) * in.classCount + vehicle.group];
        if (placed == none || vehicle.frozen) return {none, 0, 0};
        const int32_t count = in.counts[route];
        const bool isShipment = in.isShipment[job];
        if (count > 2 && count + (isShipment ? 2 : 1) > in.stride) return {none, 0, 0};
        Insertion found = isShipment ? shipment(job, route) : single(job, route);
        if (found.cost < none) found.cost += count == 2 ? placed + in.prices[route].use : placed;
        return found;
    }

private:
    const TwinInstance &in;

    Insertion single(int32_t job, int32_t route) {
        const int32_t node = in.firstNodes[job];
        const int32_t d = in.dimensions;
        if (in.hasSimpleLoads) {
            for (int32_t k = 0; k < d; ++k) {
                const int32_t amount = std::max(in.loadedAtStart[node * d + k], in.loadChange[node * d + k]);
                if (in.routeLoad[route * d + k] + amount > in.capacity[route * d + k]) return {none, 0, 0};
            }
        }
        const TwinSlot *slots = in.slots + int64_t(route) * in.stride;
        const TwinArc *out = in.arcs + int64_t(node) * in.nodeCount;
        const TwinArc *into = in.arcsInto + int64_t(node) * in.nodeCount;
        const int32_t gaps = in.counts[route] - 1;
        evaluations += gaps;
        int32_t best = worst;
        int32_t place = -1;
        if (!in.hasTime) {
            for (int32_t gap = in.vehicles[route].locked; gap < gaps; ++gap) {
                const int32_t delta =
                    into[slots[gap].node].distance + out[slots[gap + 1].node].distance - slots[gap].toNext;
                if (delta < best) {
                    best = delta;
                    place = gap;
                }
            }
        } else {
            const TwinNode record = in.nodes[node];
            for (int32_t gap = in.vehicles[route].locked; gap < gaps; ++gap) {
                const TwinArc before = into[slots[gap].node];
                const TwinArc after = out[slots[gap + 1].node];
                const int32_t delta = before.distance + after.distance - slots[gap].toNext;
                if (delta >= best) continue;
                const int32_t start = std::max(record.earliest, slots[gap].departure + before.duration);
                if (start > record.latest) {
                    if (slots[gap].departure > record.latest) break;
                    continue;
                }
                if (start + record.service + after.duration > slots[gap + 1].latest) continue;
                best = delta;
                place = gap;
            }
        }
        if (place < 0) return {none, 0, 0};
        return {double(best) * in.prices[route].distance, place, 0};
    }

    Insertion shipment(int32_t job, int32_t route) {
        const int32_t pickup = in.firstNodes[job];
        const int32_t delivery = pickup + 1;
        const int64_t n = in.nodeCount;
        const TwinSlot *slots = in.slots + int64_t(route) * in.stride;
        const TwinArc *pickupOut = in.arcs + pickup * n;
        const TwinArc *pickupInto = in.arcsInto + pickup * n;
        const TwinArc *deliveryOut = in.arcs + delivery * n;
        const TwinArc *deliveryInto = in.arcsInto + delivery * n;
        const TwinNode first = in.nodes[pickup];
        const TwinNode last = in.nodes[delivery];
        const int32_t gaps = in.counts[route] - 1;
        const TwinArc direct = pickupOut[delivery];
        int32_t best = worst;
        int32_t places[2] = {-1, -1};
        const int32_t gone = first.earliest + first.service;
        const int32_t handedOver = last.earliest + last.service;
        int64_t tested = 0;
        const int32_t locked = in.vehicles[route].locked;
        int32_t next = locked;
        while (next < gaps && slots[next + 1].latest < gone) ++next;
        while (next < gaps && slots[next].departure <= first.latest) {
            const int32_t gap = next++;
            if (!fitsOnLeg(pickup, route, gap)) continue;
            const TwinArc into = pickupInto[slots[gap].node];
            const int32_t start = std::max(first.earliest, slots[gap].departure + into.duration);
            if (start > first.latest) continue;
            int32_t departure = start + first.service;
            if (departure > slots[gap + 1].latest) continue;
            const int32_t behind = slots[gap + 1].node;
            const int32_t handed = std::max(last.earliest, departure + direct.duration);
            if (handed > last.latest) continue;
            const int32_t handedOn = handed + last.service;
            if (handedOn <= slots[gap + 1].latest) {
                const TwinArc onward = deliveryOut[behind];
                const int32_t delta = into.distance + direct.distance + onward.distance - slots[gap].toNext;
                if (delta < best && handedOn + onward.duration <= slots[gap + 1].latest) {
                    best = delta;
                    places[0] = places[1] = gap;
                }
            }
            const TwinArc toBehind = pickupOut[behind];
            const int32_t base = into.distance + toBehind.distance - slots[gap].toNext;
            if (base >= best) continue;
            int32_t travel = toBehind.duration;
            int32_t position = gap + 1;
            for (; position < gaps; ++position) {
                const int32_t node = slots[position].node;
                const int32_t served = std::max(in.nodes[node].earliest, departure + travel);
                if (served > slots[position].latest) break;
                departure = served + in.nodes[node].service;
                if (departure > last.latest) break;
                if (!fitsOnLeg(pickup, route, position)) break;
                const int32_t following = slots[position + 1].node;
                if (slots[position + 1].latest >= handedOver) {
                    const TwinArc toDelivery = deliveryInto[node];
                    const TwinArc onward = deliveryOut[following];
                    const int32_t delta = base + toDelivery.distance + onward.distance - slots[position].toNext;
                    if (delta < best) {
                        const int32_t reached = std::max(last.earliest, departure + toDelivery.duration);
                        if (reached <= last.latest &&
                            reached + last.service + onward.duration <= slots[position + 1].latest) {
                            best = delta;
                            places[0] = gap;
                            places[1] = position;
                        }
                    }
                }
                travel = in.arcs[node * n + following].duration;
            }
            tested += position - gap - 1;
        }
        evaluations += next - locked + tested;
        if (places[0] < 0) return {none, 0, 0};
        return {double(best) * in.prices[route].distance, places[0], places[1]};
    }

    bool fitsOnLeg(int32_t pickup, int32_t route, int32_t gap) const {
        const int32_t d = in.dimensions;
        for (int32_t k = 0; k < d; ++k) {
            const int64_t cell = (int64_t(route) * in.stride + gap) * d + k;
            if (in.legLoad[cell] + in.loadChange[pickup * d + k] > in.capacity[route * d + k]) return false;
        }
        return true;
    }
};

}  // namespace

TwinSweep twinSweep(const TwinInstance *instance) {
    Scan scan(*instance);
    uint64_t checksum = 0;
    for (int32_t job = 0; job < instance->jobCount; ++job) {
        for (int32_t route = 0; route < instance->vehicleCount; ++route) {
            if (instance->counts[route] <= 2) continue;
            const Insertion found = scan.find(job, route);
            checksum *= 0x100000001B3ULL;
            if (found.cost < none) {
                checksum ^= uint64_t(int64_t(found.cost)) << 24;
                checksum ^= uint64_t(uint32_t(found.second)) << 12;
                checksum ^= uint64_t(uint32_t(found.position)) + 1;
            }
        }
    }
    return {scan.evaluations, checksum};
}
