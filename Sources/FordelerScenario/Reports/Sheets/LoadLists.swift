import FordelerModel

/// What goes on board before each trip, in the order of loading: the last stop's goods first, so that the first
/// stop's goods stand at the door.
struct LoadLists {
    let route: RouteReport
    let report: PlanReport

    /// One trip's list.
    struct Trip {
        /// Number of the trip, from 1.
        var number: Int
        /// The store it starts from.
        var depot: String
        /// Visits that bring goods, in the order of loading.
        var entries: [StopReport]
    }

    var trips: [Trip] {
        var trips: [Trip] = []
        var depot = ""
        for stop in route.stops {
            switch stop.stop.kind {
            case .depot: depot = stop.placeText
            case .break, .pickup, .assist: break
            case .visit:
                if trips.last?.number != stop.stop.trip {
                    trips.append(Trip(number: stop.stop.trip, depot: depot, entries: []))
                }
                if stop.order?.kind != .transfer,
                    stop.order?.lines.contains(where: { $0.direction == .deliver }) == true
                {
                    trips[trips.count - 1].entries.insert(stop, at: 0)
                }
            }
        }
        return trips
    }

    var html: String { "<div class=\"loads\">" + trips.map(list).joined() + "</div>" }

    private func list(_ trip: Trip) -> String {
        let title = "Load list, trip \(trip.number)" + (trip.depot.isEmpty ? "" : " from \(trip.depot)")
        guard !trip.entries.isEmpty else { return "<section><h2>\(title.html)</h2><p>Nothing to bring.</p></section>" }
        var text =
            "<section><h2>\(title.html)</h2><p class=\"how\">Load from top to bottom: last stop first.</p><table><thead><tr><th>Stop</th><th>Order</th><th>Goods</th><th>☐</th></tr></thead><tbody>\n"
        var total = Load.zero
        var pieces = 0
        for stop in trip.entries {
            guard let order = stop.order else { continue }
            for line in order.lines where line.direction == .deliver {
                pieces += line.quantity
                if let item = report.items[line.item] { total = total + item.load * line.quantity }
            }
            text +=
                "<tr><td class=\"nr\">\(stop.number ?? 0)</td><td>\(order.id.html)</td><td>\(report.goods(order, [.deliver]).html)</td><td>☐</td></tr>\n"
        }
        let litres = total.volumeLitres
        let volume = "\(litres / 1000).\(litres % 1000 / 100) m³"
        return text
            + "</tbody></table><p class=\"how\">\(pieces) pieces · \(volume) · \(total.weightGrams / 1000) kg</p></section>"
    }
}
