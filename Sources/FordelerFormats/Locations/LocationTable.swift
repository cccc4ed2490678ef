import FordelerModel

/// Sites, zones and the cost between them, as a file of location data gives them.
public struct LocationTable: Sendable {
    /// What may be decided about a site.
    public enum Status: String, Sendable, CaseIterable { case candidate, open, closed }

    /// A candidate site.
    public struct Site: Sendable, Hashable {
        /// Name, unique.
        public var id: String
        /// Price of opening it.
        public var openingCost = 0.0
        /// Price of running it.
        public var runningCost = 0.0
        /// Most demand it serves; `nil` is no limit.
        public var capacity: Double?
        /// Whether the decision is free.
        public var status = Status.candidate
        /// District, when known.
        public var district: String?

        /// Makes a site without costs.
        public init(id: String) { self.id = id }
    }

    /// A zone with demand.
    public struct Zone: Sendable, Hashable {
        /// Name, unique.
        public var id: String
        /// Demand of each class of ``LocationTable/classes``.
        public var demand: [Double]
        /// District, when known.
        public var district: String?

        /// Makes a zone.
        public init(id: String, demand: [Double]) {
            self.id = id
            self.demand = demand
        }
    }

    /// A class of demand with its response limit.
    public struct DemandClass: Sendable, Hashable {
        /// Name.
        public var id: String
        /// Longest response time; `nil` is no promise.
        public var responseLimit: Double?
        /// Whether the promise binds no store.
        public var isExempt = false

        /// Makes a class without a promise.
        public init(id: String) { self.id = id }
    }

    /// Candidate sites.
    public var sites: [Site] = []
    /// Zones.
    public var zones: [Zone] = []
    /// Classes of demand.
    public var classes = [DemandClass(id: "all")]
    /// Cost of serving a zone's whole demand from a site, zone by zone; infinity where there is no way.
    public var cost: [[Double]] = []
    /// Response time, zone by zone; empty when the file has none.
    public var time: [[Double]] = []
    /// Number of stores that the file asks for.
    public var storeCount: Int?

    /// Makes an empty table.
    public init() {}

    /// Most cells of a cost table that is read.
    public static let largestTable = 25_000_000
}

/// Numbers of a file of plain numbers, with their lines.
struct NumberScanner {
    let file: String
    private let bytes: [UInt8]
    private var position = 0
    private(set) var line = 1

    init(_ text: String, file: String) {
        bytes = Array(text.utf8)
        self.file = file
    }

    /// The next word; `nil` at the end.
    mutating func word() -> String? {
        while position < bytes.count, Self.isSpace(bytes[position]) {
            if bytes[position] == 10 { line += 1 }
            position += 1
        }
        guard position < bytes.count else { return nil }
        let begin = position
        while position < bytes.count, !Self.isSpace(bytes[position]) { position += 1 }
        return String(decoding: bytes[begin..<position], as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// A finite number from `least` to `most`.
    mutating func number(_ what: String, from least: Double = 0, to most: Double = 1e14) throws -> Double {
        guard let word = word() else { throw failure("E-LOCATION-END", what, nil, "The file ends too early.") }
        guard let value = Double(word), value.isFinite else {
            throw failure("E-LOCATION-NUMBER", what, word, "This is not a number.")
        }
        guard value >= least, value <= most else {
            throw failure("E-LOCATION-RANGE", what, word, "This number is out of range.")
        }
        return value
    }

    /// A whole number from `least` to `most`.
    mutating func whole(_ what: String, from least: Int, to most: Int) throws -> Int {
        let value = try number(what, from: Double(least), to: Double(most))
        guard value == value.rounded() else {
            throw failure("E-LOCATION-NUMBER", what, "\(value)", "This is not a whole number.")
        }
        return Int(value)
    }

    func failure(_ code: String, _ what: String, _ value: String?, _ message: String) -> InputErrors {
        InputErrors([
            Diagnostic(
                code: code, file: file, line: line, column: what, value: value, message: message,
                advice: "Compare the file with the form its set is published in.")
        ])
    }

    /// Throws when something is left.
    mutating func end() throws {
        if let word = word() { throw failure("E-LOCATION-REST", "end of file", word, "There is more than expected.") }
    }
}
