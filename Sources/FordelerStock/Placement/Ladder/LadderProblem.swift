import FordelerModel

/// Where to open depots and how many units of each type to keep there, so that each class's promise is kept: location
/// and integer stock in one model.
///
/// A depot with s units of a type carries at most Λ_s of lead-time demand: the largest Poisson mean whose chance of
/// finding a unit is at least ``readyRate``. Demand that no depot carries comes by express from the central store, at
/// most the share that its class allows. All rates, costs and lead times count in one period.
public struct LadderProblem: Sendable, Codable {
    /// A depot that may open.
    public struct Depot: Sendable, Hashable, Codable {
        /// Name, unique.
        public var id: String
        /// Price of having it for the period.
        public var fixedCost: Double
        /// Room, in whole units of space.
        public var space: Int

        /// Makes a depot.
        public init(id: String, fixedCost: Double, space: Int) {
            self.id = id
            self.fixedCost = fixedCost
            self.space = space
        }
    }

    /// A type of aid.
    public struct ItemType: Sendable, Hashable, Codable {
        /// Name, unique.
        public var id: String
        /// Price of keeping one unit for the period.
        public var holdingCost: Double
        /// Room that one unit takes.
        public var space: Int
        /// Replenishment lead time, in periods.
        public var leadTime: Double
        /// Price of one express delivery from the central store.
        public var expressCost: Double
        /// Most units at one depot.
        public var mostUnits: Int

        /// Makes a type.
        public init(
            id: String, holdingCost: Double, space: Int, leadTime: Double, expressCost: Double, mostUnits: Int
        ) {
            self.id = id
            self.holdingCost = holdingCost
            self.space = space
            self.leadTime = leadTime
            self.expressCost = expressCost
            self.mostUnits = mostUnits
        }
    }

    /// A class with its promise.
    public struct PromiseClass: Sendable, Hashable, Codable {
        /// Name, unique.
        public var id: String
        /// Longest travel from a depot that still keeps the promise.
        public var travelLimit: Double
        /// Share of each type's demand that must come from depots, 0...1.
        public var target: Double

        /// Makes a class.
        public init(id: String, travelLimit: Double, target: Double) {
            self.id = id
            self.travelLimit = travelLimit
            self.target = target
        }
    }

    /// Demand of one zone for one type in one class.
    public struct Stream: Sendable, Hashable, Codable {
        /// Zone number.
        public var zone: Int
        /// Type number.
        public var type: Int
        /// Class number.
        public var promise: Int
        /// Demands in the period, above 0.
        public var rate: Double

        /// Makes a stream.
        public init(zone: Int, type: Int, promise: Int, rate: Double) {
            self.zone = zone
            self.type = type
            self.promise = promise
            self.rate = rate
        }
    }

    /// Depots that may open.
    public var depots: [Depot]
    /// Types of aid.
    public var types: [ItemType]
    /// Classes with their promises.
    public var classes: [PromiseClass]
    /// Demand.
    public var streams: [Stream]
    /// Travel from depots, zone by zone, in the unit of the limits.
    public var travel: [[Double]]
    /// Price of one delivery from depots, zone by zone.
    public var deliveryCost: [[Double]]
    /// Least chance of finding a unit at a depot that serves, 0...1.
    public var readyRate: Double

    /// Makes a problem; see the properties.
    public init(
        depots: [Depot], types: [ItemType], classes: [PromiseClass], streams: [Stream], travel: [[Double]],
        deliveryCost: [[Double]], readyRate: Double
    ) {
        self.depots = depots
        self.types = types
        self.classes = classes
        self.streams = streams
        self.travel = travel
        self.deliveryCost = deliveryCost
        self.readyRate = readyRate
    }

    /// Most lead-time demand that `units` carry at a ready rate: the largest Poisson mean with P(N ≤ units − 1) at
    /// least the rate, by bisection to twelve digits.
    public static func carried(units: Int, readyRate: Double) -> Double {
        guard units > 0 else { return 0 }
        var low = 0.0
        var high = Double(units) * 2 + 10
        for _ in 0..<100 {
            let middle = (low + high) / 2
            var term = 1.0
            var sum = 1.0
            for k in 1..<max(1, units) where units > 1 {
                term *= middle / Double(k)
                sum += term
            }
            // P = e^(−mean) Σ mean^k / k!, compared without the exponential's overflow.
            if sum >= readyRate * exponential(middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// Everything wrong with the problem, at most a hundred findings.
    public func diagnostics(file: String = "ladder") -> [Diagnostic] {
        var found: [Diagnostic] = []
        func check(_ holds: Bool, _ place: @autoclosure () -> String, _ value: @autoclosure () -> String) {
            guard !holds, found.count < 100 else { return }
            found.append(
                Diagnostic(
                    code: "E-LADDER-NUMBER", file: file, column: place(), value: value(),
                    message: "This number is missing, negative, out of range or names nothing.",
                    advice: "Give finite numbers of the range that the field states."))
        }
        func isNumber(_ value: Double) -> Bool { value >= 0 && value <= 1e12 }
        check(!depots.isEmpty && !types.isEmpty && !classes.isEmpty, "depots, types, classes", "empty")
        check(readyRate > 0 && readyRate < 1, "ready rate", "\(readyRate)")
        for depot in depots {
            check(isNumber(depot.fixedCost) && (0...1_000_000).contains(depot.space), depot.id, "\(depot)")
        }
        for type in types {
            let whole = (0...1_000_000).contains(type.space) && (0...100).contains(type.mostUnits)
            check(
                isNumber(type.holdingCost) && isNumber(type.leadTime) && isNumber(type.expressCost) && whole
                    && type.leadTime > 0, type.id, "\(type)")
        }
        for promise in classes {
            check(isNumber(promise.travelLimit) && (0...1).contains(promise.target), promise.id, "\(promise)")
        }
        let zones = travel.count
        check(deliveryCost.count == zones, "delivery cost", "\(deliveryCost.count) rows")
        for (name, matrix) in [("travel", travel), ("delivery cost", deliveryCost)] {
            for (z, row) in matrix.enumerated() {
                let allowsFar = name == "travel"
                let fits =
                    row.count == depots.count && row.allSatisfy { isNumber($0) || (allowsFar && $0 == .infinity) }
                check(fits, "\(name) of zone \(z)", "\(row.prefix(3))")
            }
        }
        for (k, stream) in streams.enumerated() {
            let names =
                (0..<zones).contains(stream.zone) && types.indices.contains(stream.type)
                && classes.indices.contains(stream.promise)
            check(names && isNumber(stream.rate) && stream.rate > 0, "stream \(k)", "\(stream)")
        }
        return found
    }
}

/// e^x by repeated squaring of a short series; accurate to about 1e-14 for 0 ≤ x ≤ 250.
private func exponential(_ x: Double) -> Double {
    let small = x / 1024
    var term = 1.0
    var sum = 1.0
    for k in 1...12 {
        term *= small / Double(k)
        sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
}
