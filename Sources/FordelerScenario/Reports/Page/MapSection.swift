import FordelerModel

/// The map of the page: stores, place names, every open order faintly, and each day's routes with their stops.
struct MapSection {
    let report: PlanReport
    private let projection: MapProjection

    init(_ report: PlanReport) {
        self.report = report
        projection = MapProjection(
            report.problem.orders.map(\.place.coordinate) + report.problem.depots.map(\.place.coordinate))
    }

    var html: String {
        """
        <section class="card map" aria-labelledby="map-title">
        <h2 id="map-title">Map</h2>
        <div class="mapframe"><svg id="map" role="group" aria-label="Map of the routes of the chosen day" \
        viewBox="0 0 \(projection.width.svg) \(projection.height.svg)" style="--k:1">
        <defs>\(MapSection.shapes)</defs>
        <g class="open" aria-hidden="true">\(openOrders)</g>
        \(days)<g class="depots">\(depots)</g>
        <g class="names" aria-hidden="true">\(names)</g>
        </svg>
        <div class="zoom"><button type="button" data-zoom="0.6" aria-label="Zoom in">+</button>\
        <button type="button" data-zoom="1.67" aria-label="Zoom out">−</button>\
        <button type="button" data-zoom="0" aria-label="Show everything">⤢</button></div>
        <div class="scale" aria-hidden="true"><span id="scalebar" data-km="\(projection.unitsPerKilometre.svg)"></span></div></div>
        <p class="pick" id="pick" aria-live="polite">Choose a stop or a van to see it here.</p>
        \(MapSection.legend)
        </section>

        """
    }

    /// One shape a class, about fourteen pixels wide, so that classes are told apart without colour too.
    private static let shapes = """
        <path id="s0" d="M0-8L8 0 0 8-8 0z"/><path id="s1" d="M0-7.5L7.5 6-7.5 6z"/>\
        <path id="s2" d="M-5.5-5.5h11v11h-11z"/><circle id="s3" r="5.8"/>\
        <path id="depot" d="M-10 9V-3L0-11 10-3V9z"/>
        """

    private static let legend: String = {
        let classes = PriorityClass.allCases.map { priority in
            "<li><svg viewBox=\"-10 -10 20 20\" aria-hidden=\"true\"><use href=\"#s\(priority.rawValue)\" class=\"c\(priority.rawValue)\"/></svg>\(ReportText.name(priority))</li>"
        }
        return "<ul class=\"legend\">" + classes.joined()
            + "<li><svg viewBox=\"-13 -13 26 26\" aria-hidden=\"true\"><use href=\"#depot\" class=\"d\"/></svg>Store</li>"
            + "<li><svg viewBox=\"-10 -10 20 20\" aria-hidden=\"true\"><circle r=\"4\" class=\"o\"/></svg>Other open order</li></ul>"
    }()

    private var openOrders: String {
        report.problem.orders.map { order in
            let (x, y) = projection.point(order.place.coordinate)
            return "<g transform=\"translate(\(x.svg) \(y.svg))\"><circle class=\"m o\" r=\"2.4\"/></g>"
        }.joined()
    }

    private var days: String {
        report.days.enumerated().map { index, date in
            "<g data-day=\"\(index)\"\(index == 0 ? "" : " hidden")>\n"
                + report.routes(on: date).map(route).joined() + "</g>\n"
        }.joined()
    }

    private func route(_ route: RouteReport) -> String {
        var text = "<g class=\"route\" data-van=\"\(route.vanIndex)\" style=\"--van:var(--v\(route.vanIndex))\">"
        let points = route.stops.compactMap { $0.place.map { projection.point($0.coordinate) } }
        if points.count > 1 {
            text +=
                "<path class=\"line\" d=\"M"
                + points.map { "\($0.x.svg) \($0.y.svg)" }.joined(separator: "L") + "\"/>"
        }
        for stop in route.stops where stop.stop.kind == .visit {
            guard let place = stop.place else { continue }
            let (x, y) = projection.point(place.coordinate)
            let priority = stop.outcome?.priority ?? .three
            text +=
                "<g class=\"stop\" transform=\"translate(\(x.svg) \(y.svg))\"><title>\(StopSentence.text(stop, of: route).html)</title>"
                + "<use href=\"#s\(priority.rawValue)\" class=\"m c\(priority.rawValue)\"/>"
                + "<text class=\"m nr\" y=\"3.2\">\(stop.number ?? 0)</text></g>"
        }
        return text + "</g>\n"
    }

    private var depots: String {
        report.problem.depots.map { depot in
            let (x, y) = projection.point(depot.place.coordinate)
            return
                "<g transform=\"translate(\(x.svg) \(y.svg))\"><title>\(depot.place.name.html)</title><use href=\"#depot\" class=\"m d\"/></g>"
        }.joined()
    }

    /// Names of places with the most orders first; stores always.
    private var names: String {
        var sums: [String: (count: Int, latitude: Double, longitude: Double)] = [:]
        let stores = Set(report.problem.depots.map(\.place.name))
        for order in report.problem.orders {
            let place = order.place
            if place.name.isEmpty || stores.contains(place.name) { continue }
            let old = sums[place.name] ?? (0, 0, 0)
            sums[place.name] = (
                old.count + 1, old.latitude + place.coordinate.latitude, old.longitude + place.coordinate.longitude
            )
        }
        let towns = sums.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(40)
        let depots = report.problem.depots.map { label($0.place.name, at: $0.place.coordinate, below: 24, "store") }
        return depots.joined()
            + towns.map { name, sum in
                let middle = Coordinate(
                    latitude: sum.latitude / Double(sum.count), longitude: sum.longitude / Double(sum.count))
                return label(MapSection.townName(name), at: middle, below: -12, "town")
            }.joined()
    }

    private func label(_ name: String, at coordinate: Coordinate, below: Double, _ kind: String) -> String {
        let (x, y) = projection.point(coordinate)
        return
            "<g transform=\"translate(\(x.svg) \(y.svg))\" class=\"\(kind)\"><text class=\"m\" y=\"\(below.svg)\">\(name.html)</text></g>"
    }

    /// Postal names are often written in capitals; a map reads better without.
    private static func townName(_ name: String) -> String {
        guard name == name.uppercased() else { return name }
        return name.split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: " ")
    }
}

/// One stop in one sentence, for tooltips and screen readers.
enum StopSentence {
    static func text(_ stop: StopReport, of route: RouteReport) -> String {
        let times = "\(stop.clock(stop.stop.start))–\(stop.clock(stop.stop.end))"
        switch stop.stop.kind {
        case .break: return "\(times) Break · \(route.vanName)"
        case .depot: return "\(times) \(stop.placeText) · \(route.vanName)"
        case .pickup: return "\(times) Load \(stop.stop.order ?? "") at \(stop.placeText) · \(route.vanName)"
        case .assist: return "\(times) Second person for \(stop.stop.order ?? "") · \(route.vanName)"
        case .visit:
            var parts = ["\(times) \(stop.stop.order ?? "")"]
            if let outcome = stop.outcome { parts.append(ReportText.name(outcome.priority)) }
            if let order = stop.order { parts.append(ReportText.name(order.kind)) }
            parts.append(stop.placeText)
            parts.append("\(route.vanName), stop \(stop.number ?? 0)")
            if let outcome = stop.outcome, outcome.late {
                parts.append("late by \(ReportText.span(outcome.tardinessSeconds))")
            }
            return parts.joined(separator: " · ")
        }
    }
}
