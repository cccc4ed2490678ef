import FordelerModel

extension LocationTable {
    /// Reads OR-Library's warehouse form: sites and zones; capacity and fixed cost of each site; demand of each zone
    /// followed by the cost of its whole demand from each site.
    ///
    /// - Parameter capacity: the value that the word `capacity` stands for in the large files; `nil` leaves those
    ///   sites without a limit.
    public static func readORLibraryCapacitated(
        _ text: String, file: String, capacity: Double? = nil
    ) throws -> LocationTable {
        var scanner = NumberScanner(text, file: file)
        let siteCount = try scanner.whole("sites", from: 1, to: 1_000_000)
        let zoneCount = try scanner.whole("zones", from: 1, to: 1_000_000)
        guard siteCount * zoneCount <= largestTable else {
            throw scanner.failure(
                "E-LOCATION-SIZE", "sites times zones", "\(siteCount * zoneCount)", "The table is too large.")
        }
        var table = LocationTable()
        for j in 0..<siteCount {
            var site = Site(id: "\(j + 1)")
            guard let word = scanner.word() else {
                throw scanner.failure("E-LOCATION-END", "capacity", nil, "The file ends too early.")
            }
            if word == "capacity" {
                site.capacity = capacity
            } else if let value = Double(word), value.isFinite, value >= 0 {
                site.capacity = value
            } else {
                throw scanner.failure("E-LOCATION-NUMBER", "capacity", word, "This is not a capacity.")
            }
            site.openingCost = try scanner.number("fixed cost")
            table.sites.append(site)
        }
        for i in 0..<zoneCount {
            table.zones.append(Zone(id: "\(i + 1)", demand: [try scanner.number("demand")]))
            var row: [Double] = []
            row.reserveCapacity(siteCount)
            for _ in 0..<siteCount { row.append(try scanner.number("cost")) }
            table.cost.append(row)
        }
        try scanner.end()
        return table
    }
}
