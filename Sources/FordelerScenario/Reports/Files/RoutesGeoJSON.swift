import FordelerFormats
import FordelerModel

/// The routes of a plan as GeoJSON (RFC 7946): a line for each van-day, a point for each stop and store.
public enum RoutesGeoJSON {
    /// The file's text; features follow the order of the routes, each line before its points.
    public static func text(_ report: PlanReport) -> String {
        var features: [String] = []
        for depot in report.problem.depots {
            features.append(
                feature(
                    point(depot.place.coordinate),
                    [
                        ("type", "\"depot\""), ("id", JSONText.quoted(depot.id)),
                        ("name", JSONText.quoted(depot.place.name)),
                    ]))
        }
        for route in report.routes {
            let places = route.stops.compactMap(\.place)
            let van = [("van", JSONText.quoted(route.route.van)), ("date", JSONText.quoted(route.route.date.iso))]
            if places.count > 1 {
                let line = places.map { position($0.coordinate) }.joined(separator: ",")
                features.append(
                    feature(
                        "{\"type\":\"LineString\",\"coordinates\":[\(line)]}",
                        [("type", "\"route\"")] + van + [
                            ("distance_metres", String(route.route.distanceMetres)),
                            ("driving_seconds", String(route.route.drivingSeconds)),
                            ("orders", String(route.orderCount)),
                        ]))
            }
            for stop in route.stops where stop.stop.kind == .visit {
                guard let place = stop.place else { continue }
                let origin = report.plan.date
                features.append(
                    feature(
                        point(place.coordinate),
                        [("type", "\"visit\"")] + van + [
                            ("order", JSONText.quoted(stop.stop.order ?? "")), ("stop", String(stop.number ?? 0)),
                            ("class", JSONText.quoted(stop.outcome?.priority.word ?? "")),
                            ("start", JSONText.quoted(CivilInstant(seconds: stop.stop.start, from: origin).iso)),
                            ("end", JSONText.quoted(CivilInstant(seconds: stop.stop.end, from: origin).iso)),
                            ("late", stop.outcome?.late == true ? "true" : "false"),
                        ]))
            }
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n"
    }

    private static func feature(_ geometry: String, _ properties: [(String, String)]) -> String {
        "{\"type\":\"Feature\",\"geometry\":\(geometry),\"properties\":{"
            + properties.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}}"
    }

    private static func point(_ coordinate: Coordinate) -> String {
        "{\"type\":\"Point\",\"coordinates\":\(position(coordinate))}"
    }

    /// Longitude first, as the standard wants it.
    private static func position(_ coordinate: Coordinate) -> String {
        "[\(degrees(coordinate.longitude)),\(degrees(coordinate.latitude))]"
    }

    /// Six decimals, about ten centimetres.
    private static func degrees(_ value: Double) -> String {
        guard value.isFinite, abs(value) <= 360 else { return "0" }
        return "\((value * 1e6).rounded() / 1e6)"
    }
}
