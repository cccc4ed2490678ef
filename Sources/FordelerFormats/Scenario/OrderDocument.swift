import FordelerModel
import Foundation

/// One order as a JSON object: the columns of `orders.csv` as keys.
///
/// Numbers and booleans may stand as such, and lists (`windows`, `skills`, `deliver` and so on) as lists of texts.
public enum OrderDocument {
    /// Reads an order against the catalogue, depots and key of a scenario. Its id must be new.
    ///
    /// - Throws: `InputErrors` with every error of the document.
    public static func read(
        _ data: Data, file: String = "order.json", for scenario: LoadedScenario
    ) throws(InputErrors) -> Order {
        let log = InputLog()
        guard data.count <= 1_000_000 else {
            log.error(
                "E-FILE-SIZE", file, value: "1000000 bytes", "The file is larger than this limit.",
                advice: "Check that it holds one order.")
            throw InputErrors(log.diagnostics)
        }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: data),
            case .object(let entries) = value
        else {
            log.error(
                "E-JSON-SYNTAX", file, line: JSONLines.defect(in: data), "The file is not one JSON object.",
                advice: "Write {\"order\": \"new-1\", \"kind\": \"delivery\", …} with the columns of orders.csv.")
            throw InputErrors(log.diagnostics)
        }
        var names: [String] = []
        var cells: [String] = []
        for (key, value) in entries {
            guard let cell = cell(value) else {
                log.error(
                    "E-JSON-TYPE", file, line: JSONLines.key(key, in: data), column: key,
                    "This is no text, number, truth value or list of texts.",
                    advice: "Write it as in orders.csv.")
                continue
            }
            names.append(key)
            cells.append(cell)
        }
        let text = [names, cells].map { $0.map(quoted).joined(separator: ";") }.joined(separator: "\n") + "\n"
        let orders = ScenarioReader.orders(in: text, file: file, for: scenario, log: log)
        guard !log.hasErrors, let order = orders.first else {
            // Lines of the table that nobody wrote become those of the keys.
            throw InputErrors(
                log.diagnostics.map {
                    var found = $0
                    found.line = found.column.flatMap { JSONLines.key($0, in: data) }
                    return found
                })
        }
        return order
    }

    private static func cell(_ value: JSONValue) -> String? {
        switch value {
        case .null: return ""
        case .flag(let flag): return flag ? "yes" : "no"
        case .integer(let number): return String(number)
        case .large(let number): return String(number)
        case .number(let number): return String(number)
        case .text(let text): return text
        case .list(let parts):
            let texts = parts.compactMap { part -> String? in if case .text(let text) = part { text } else { nil } }
            return texts.count == parts.count ? texts.joined(separator: "+") : nil
        case .object: return nil
        }
    }

    private static func quoted(_ cell: String) -> String { "\"" + cell.replacing("\"", with: "\"\"") + "\"" }
}
