import FordelerModel
import Testing

@testable import FordelerFormats

@Suite struct CSVTableTests {
    private func table(_ text: String, _ columns: [String] = ["a", "b"]) -> CSVTable? {
        CSVTable(file: "t.csv", text: text, columns: columns.map { .optional($0) }, log: InputLog())
    }

    @Test(arguments: ["a;b\n1;2\n", "a,b\r\n1,2", "a\tb\r1\t2\r", "\n\n A ; B \n;\n 1 ; 2 \n\n"])
    func separatorsAndLineEndsAreFound(text: String) {
        #expect(table(text)?.rows.map(\.cells) == [["1", "2"]])
    }

    @Test func quotedFieldsHoldSeparatorsQuotesAndNewlines() {
        let found = table("a;b\r\n\"x;\"\"y\"\"\r\nz\";2\r\n3;\"\"\r\n")
        #expect(found?.rows.map(\.cells) == [["x;\"y\"\nz", "2"], ["3", ""]])
        #expect(found?.rows.map(\.line) == [2, 4])
    }

    @Test func shortRowsReadAsEmptyCells() throws {
        let found = try #require(table("a;b\n1\n"))
        let row = CSVRow(table: found, row: found.rows[0], log: InputLog())
        #expect(row.text("b") == "")
        #expect(row.text("c") == "")
    }

    @Test func latin1AndMarksAreDetected() {
        #expect(InputFolder.decoded([0xEF, 0xBB, 0xBF, 0x61]) == "a")
        #expect(InputFolder.decoded(Array("Mjøndalen".utf8)) == "Mjøndalen")
        #expect(InputFolder.decoded([0x4D, 0x6A, 0xF8, 0x20, 0x80, 0x96]) == "Mjø €–")
    }

    @Test(arguments: [
        ("1", 1.0), ("1,5", 1.5), ("1.5", 1.5), ("-0,25", -0.25), ("\u{2212}2", -2), ("1e3", 1000), (",5", 0.5),
    ])
    func numbersHaveACommaOrAPoint(text: String, value: Double) { #expect(CellText.number(text) == value) }

    @Test(arguments: ["", "-", "1 000", "1.000,5", "nan", "inf", "0x10", "1e999", "ett", "--1", "٣"])
    func otherTextIsNoNumber(text: String) { #expect(CellText.number(text) == nil) }

    @Test(arguments: [
        ("2026-05-04", "2026-05-04T00:00"), ("04.05.2026", "2026-05-04T00:00"), ("4.5.2026 7:05", "2026-05-04T07:05"),
        ("2026-05-04 07:30", "2026-05-04T07:30"), ("2026-05-04T07:30:05", "2026-05-04T07:30:05"),
        ("04.05.2026 07.30", "2026-05-04T07:30"), ("2026-05-04 24:00", "2026-05-05T00:00"),
    ])
    func datesAreIsoOrNorwegian(text: String, iso: String) { #expect(CellText.instant(text)?.iso == iso) }

    @Test(arguments: [
        "", "4.5.26", "31.04.2026", "04/05/2026", "2026-05-04 25:00", "2026-05-04 07:30 x", "5. mai 2026",
    ])
    func otherTextIsNoDate(text: String) { #expect(CellText.instant(text) == nil) }
}
