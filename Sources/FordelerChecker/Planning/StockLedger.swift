import FordelerModel

/// Counts pieces: what lies at each depot, what trips load, and what transfers bring.
///
/// Pieces conserve by item, depot and instant: whatever has left a depot up to an instant was there by then. Pieces
/// that a van brings to a depot may leave again the same day in that van only; other vans have them from the next
/// day on, since nobody books goods in while a round is on its way. O(trips · log trips + pieces of stock).
struct StockLedger {
    private struct Key: Hashable {
        var depot: String
        var item: String
    }

    /// One load or arrival, in order of time.
    private struct Event {
        var instant: Int
        var van: String
        var key: Key
        /// Below 0 for a load.
        var pieces: Int
        var place: String
    }

    private let subject: PlanSubject
    private let counted: Set<String>
    private var events: [Event] = []
    /// Pieces that served orders take, by depot and item.
    private var taken: [Key: Int] = [:]

    init(_ subject: PlanSubject) {
        self.subject = subject
        counted = subject.problem.countedItems
    }

    /// Notes what a van-day loads and brings.
    mutating func add(_ account: PlanRouteAccount) {
        guard !counted.isEmpty else { return }
        for trip in account.trips {
            for visit in trip.visits {
                let order = subject.problem.orders[visit.order]
                if visit.kind == .assist { continue }
                let isTransfer = order.kind == .transfer
                for (item, pieces) in needs(order) {
                    // A transfer leaves its store where it is loaded on the way, all else where the trip starts.
                    if visit.kind == .pickup || !isTransfer {
                        let source = isTransfer ? order.depot ?? trip.startDepot : trip.startDepot
                        let key = Key(depot: source, item: item)
                        taken[key, default: 0] +|= pieces
                        events.append(
                            Event(
                                instant: isTransfer ? visit.end : trip.departure, van: account.van.id, key: key,
                                pieces: -pieces, place: isTransfer ? visit.place : trip.place))
                    }
                    guard visit.kind == .visit, let target = order.destination else { continue }
                    events.append(
                        Event(
                            instant: visit.end, van: account.van.id, key: Key(depot: target, item: item),
                            pieces: pieces, place: visit.place))
                }
            }
        }
    }

    /// Reports every load of pieces that are not there.
    func judge(_ findings: Findings) {
        // Of events at one instant arrivals come first.
        let sorted = events.sorted {
            ($0.instant, -$0.pieces.signum(), $0.place) < ($1.instant, -$1.pieces.signum(), $1.place)
        }
        for (key, list) in Dictionary(grouping: sorted, by: \.key).sorted(by: {
            ($0.key.depot, $0.key.item) < ($1.key.depot, $1.key.item)
        }) {
            judge(key, list, findings)
        }
    }

    private func judge(_ key: Key, _ events: [Event], _ findings: Findings) {
        let rows = subject.problem.stock.filter { $0.depot == key.depot && $0.item == key.item }
            .map { (instant: $0.available?.seconds(from: subject.problem.date) ?? .min, pieces: $0.pieces) }
            .sorted { $0.instant < $1.instant }
        var next = 0
        var free = 0
        /// Pieces that one van alone has, and the day on which it brought them.
        var own: [String: (day: Int, pieces: Int)] = [:]
        for event in events {
            let day = ServiceCalendar.day(of: event.instant)
            while next < rows.count, rows[next].instant <= event.instant || rows[next].instant <= subject.now {
                free +|= rows[next].pieces
                next += 1
            }
            for (van, brought) in own where brought.day < day {
                free +|= brought.pieces
                own[van] = nil
            }
            if event.pieces > 0 {
                own[event.van] = (day, (own[event.van]?.pieces ?? 0) +| event.pieces)
                continue
            }
            var wanted = -event.pieces
            let mine = min(wanted, own[event.van]?.pieces ?? 0)
            own[event.van]?.pieces -= mine
            wanted -= mine
            if wanted > free {
                findings.add(.piecesMissing, "\(event.place) \(key.item) at \(key.depot)", wanted - free, "pieces")
            }
            free = max(0, free - wanted)
        }
    }

    /// Whether no depot has an order's pieces left, so that it may stand as not ready.
    ///
    /// - Parameter kept: pieces that other orders left out may have been promised, by item.
    func lacks(_ order: Order, kept: [String: Int]) -> Bool {
        let needs = needs(order)
        if needs.isEmpty { return false }
        let goods = Set(order.lines.filter { $0.direction == .deliver }.map(\.item))
        let depots = subject.problem.depots.filter {
            order.depot == nil ? $0.keeps(goods) && $0.id != order.destination : $0.id == order.depot
        }
        let close = (subject.calendar.lastDay + 1) * 86_400
        return depots.allSatisfy { depot in
            needs.contains { item, pieces in
                let there = subject.problem.stock.reduce(0) { sum, row in
                    guard row.depot == depot.id, row.item == item,
                        (row.available?.seconds(from: subject.problem.date) ?? .min) < close
                    else { return sum }
                    return sum +| row.pieces
                }
                let left = there -| (taken[Key(depot: depot.id, item: item)] ?? 0) -| (kept[item] ?? 0)
                return left < pieces
            }
        }
    }

    /// Counted pieces that an order takes from its depot.
    func needs(_ order: Order) -> [(item: String, pieces: Int)] {
        var needs: [String: Int] = [:]
        for line in order.lines where line.direction == .deliver && counted.contains(line.item) {
            needs[line.item, default: 0] +|= max(0, line.quantity)
        }
        return needs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
