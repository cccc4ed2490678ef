import FordelerModel

/// `postcodes.csv`: where a postcode lies, for rows without coordinates of their own.
enum PostcodeTable {
    struct Entry {
        var name: String
        var coordinate: Coordinate
        var area: String
    }

    static let columns: [CSVColumn] = [
        .required("postcode"), .optional("place"), .required("latitude"), .required("longitude"),
        .optional("area"),
    ]

    static func read(_ table: CSVTable, _ log: InputLog) -> [String: Entry] {
        let context = TableContext(log: log)
        var lines: [String: Int] = [:]
        var entries: [String: Entry] = [:]
        for row in context.rows(table) {
            guard let postcode = row.identity("postcode"), context.isNew(postcode, "postcode", row, in: &lines),
                let latitude = row.number("latitude", in: -90...90),
                let longitude = row.number("longitude", in: -180...180)
            else { continue }
            entries[postcode] = Entry(
                name: row.text("place"), coordinate: Coordinate(latitude: latitude, longitude: longitude),
                area: row.text("area"))
        }
        return entries
    }
}
