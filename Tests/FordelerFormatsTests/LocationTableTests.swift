import FordelerFormats
import FordelerModel
import Testing

@Suite struct LocationTableTests {
    @Test func medianFileGivesShortestPaths() throws {
        // The edge 1–2 is given twice: its last length counts, so 1 to 3 is 2 + 4.
        let table = try LocationTable.readORLibraryMedian("4 3 2\n1 2 9\n1 2 2\n2 3 4\n", file: "tiny.txt")
        #expect(table.storeCount == 2)
        #expect(table.cost[0] == [0, 2, 6, .infinity])
    }

    @Test func warehouseFileIsRead() throws {
        let text = "2 1\n capacity 7.5\n 10 3.\n 4\n 1.5 2\n"
        let table = try LocationTable.readORLibraryCapacitated(text, file: "cap.txt", capacity: 8)
        #expect(table.sites.map(\.capacity) == [8, 10])
        #expect(table.sites.map(\.openingCost) == [7.5, 3])
        #expect(table.zones[0].demand == [4] && table.cost == [[1.5, 2]])
        let open = try LocationTable.readORLibraryCapacitated(text, file: "cap.txt")
        #expect(open.sites[0].capacity == nil)
    }

    @Test(arguments: [
        "", "0 0 1", "2 1 3\n1 2 5", "2 1 1\n1 3 5", "2 1 1\n1 2 -5", "2 1 1\n1 2 x", "2 1 1\n1 2 nan",
        "2 1 1\n1 2 5 6",
        "2 1 1\n1 2", "999999999 1 1",
    ])
    func damagedMedianFilesAreRefused(text: String) {
        #expect(throws: InputErrors.self) { try LocationTable.readORLibraryMedian(text, file: "bad.txt") }
    }

    @Test(arguments: ["1 1\n5 inf\n1 1", "1 1\nsize 3\n1 1", "1000000 1000000", "1 1\n5 5\n-1 1", "1 1\n5 5\n1"])
    func damagedWarehouseFilesAreRefused(text: String) {
        #expect(throws: InputErrors.self) { try LocationTable.readORLibraryCapacitated(text, file: "bad.txt") }
    }
}
