import FordelerModel

/// A van's day as GPX 1.1, for navigation devices: a waypoint for each stop and one route through them.
public enum PlanGPX {
    /// The file's text. Stops at places that the problem does not have are left out.
    public static func text(_ route: PlanRoute, plan: Plan, problem: PlanningProblem) -> String {
        let depots = Dictionary(problem.depots.map { ($0.id, $0.place) }, uniquingKeysWith: { first, _ in first })
        let orders = Dictionary(problem.orders.map { ($0.id, $0.place) }, uniquingKeysWith: { first, _ in first })
        var points: [(place: Place, name: String, time: String)] = []
        for stop in route.stops where stop.kind != .break {
            let place = stop.kind == .depot ? stop.depot.flatMap { depots[$0] } : stop.order.flatMap { orders[$0] }
            guard let place else { continue }
            // Navigation shows the name alone, so it carries the clock time; the person stays a number.
            let time = CivilInstant.clock(stop.start)
            points.append((place, "\(time) \(stop.order ?? place.name)", time))
        }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<gpx version="1.1" creator="Fordeler" xmlns="http://www.topografix.com/GPX/1/1">"#,
            "  <metadata><name>\("\(route.van) \(route.date.iso)".escapedForXML)</name></metadata>",
        ]
        for point in points {
            lines.append("  <wpt \(position(point.place.coordinate))><name>\(point.name.escapedForXML)</name></wpt>")
        }
        lines.append("  <rte>")
        lines.append("    <name>\("\(route.van) \(route.date.iso)".escapedForXML)</name>")
        for point in points {
            lines.append(
                "    <rtept \(position(point.place.coordinate))><name>\(point.name.escapedForXML)</name></rtept>")
        }
        lines += ["  </rte>", "</gpx>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A name for the file of a van-day: `v1-2026-05-05.gpx`, with nothing a file system could object to.
    public static func fileName(_ route: PlanRoute) -> String {
        let van = String(route.van.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" })
        return "\(van)-\(route.date.iso).gpx"
    }

    private static func position(_ coordinate: Coordinate) -> String {
        "lat=\"\(degrees(coordinate.latitude))\" lon=\"\(degrees(coordinate.longitude))\""
    }

    /// Six decimals, about ten centimetres.
    private static func degrees(_ value: Double) -> String {
        guard value.isFinite, abs(value) <= 360 else { return "0" }
        return "\((value * 1e6).rounded() / 1e6)"
    }
}
