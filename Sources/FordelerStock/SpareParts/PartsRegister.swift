import FordelerModel

/// Every spare part from the day it comes in to the aid it ends in.
public struct PartsRegister: Hashable, Sendable, Codable {
    /// Rules by type.
    public private(set) var rules: [String: PartRule]
    /// Parts on the shelf, in the order they came in.
    public private(set) var shelf: [SparePart] = []
    /// Parts mounted, in order.
    public private(set) var mounted: [MountedPart] = []
    private var known: Set<String> = []

    /// Makes an empty register.
    public init(rules: [PartRule]) {
        self.rules = Dictionary(rules.map { ($0.type, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Puts a part on the shelf. - Throws: a refusal when its type, number or donor is not allowed.
    public mutating func add(_ part: SparePart) throws(PartRefusal) {
        guard let rule = rules[part.type] else {
            throw PartRefusal(
                code: "E-PART-UNKNOWN", part: part.type, message: "There is no rule for this type of part.",
                advice: "Add the type to the parts list with the models it fits.")
        }
        if known.contains(part.serial) {
            throw PartRefusal(
                code: "E-PART-TWICE", part: part.serial, message: "A part with this number is in the register.",
                advice: "Give each part its own number.")
        }
        if case .harvested(let model, let serial) = part.origin {
            if !rule.allowsHarvested {
                throw PartRefusal(
                    code: "E-PART-HARVESTED", part: part.serial,
                    message: "A harvested part of type \(part.type) may not be used.",
                    advice: "Scrap it; buy a new one.")
            }
            if serial.isEmpty {
                throw PartRefusal(
                    code: "E-PART-DONOR", part: part.serial, message: "A harvested part names no donor.",
                    advice: "Give the serial number of the aid it was taken from.")
            }
            let donors = rule.donorModels.isEmpty ? rule.models : rule.donorModels
            if !donors.isEmpty, !donors.contains(model) {
                throw PartRefusal(
                    code: "E-PART-DONOR", part: part.serial,
                    message: "Parts of type \(part.type) may not come from a \(model).",
                    advice: "Allowed donors: \(donors.sorted().joined(separator: ", ")).")
            }
        }
        known.insert(part.serial)
        shelf.append(part)
    }

    /// Whether a part may go into a model on a date; `nil` is yes.
    public func refusal(_ part: SparePart, model: String, on date: CivilDate) -> PartRefusal? {
        guard let rule = rules[part.type] else {
            return PartRefusal(
                code: "E-PART-UNKNOWN", part: part.serial, message: "There is no rule for this type of part.",
                advice: "Add the type to the parts list with the models it fits.")
        }
        if !rule.models.isEmpty, !rule.models.contains(model) {
            return PartRefusal(
                code: "E-PART-MODEL", part: part.serial, message: "It does not fit a \(model).",
                advice: "It fits \(rule.models.sorted().joined(separator: ", ")).")
        }
        if part.donor != nil, let days = rule.harvestedDays, date.dayNumber - part.date.dayNumber > days {
            return PartRefusal(
                code: "E-PART-AGE", part: part.serial,
                message: "It was taken out more than \(days) days ago.", advice: "Inspect it anew or scrap it.")
        }
        return nil
    }

    /// Takes a part of a type for an aid: the harvested one that has lain longest, else the oldest new one.
    ///
    /// - Throws: `E-PART-NONE` when no allowed part is on the shelf; the message says what was refused and why.
    public mutating func mount(
        type: String, model: String, serial: String, on date: CivilDate
    ) throws(PartRefusal) -> MountedPart {
        let candidates = shelf.indices.filter { shelf[$0].type == type }
        let allowed = candidates.filter { refusal(shelf[$0], model: model, on: date) == nil }
        let ranked = allowed.sorted { a, b in
            let (x, y) = (shelf[a], shelf[b])
            return (x.donor == nil ? 1 : 0, x.date, a) < (y.donor == nil ? 1 : 0, y.date, b)
        }
        guard let index = ranked.first else {
            let reasons = Set(candidates.compactMap { refusal(shelf[$0], model: model, on: date)?.code }).sorted()
            throw PartRefusal(
                code: "E-PART-NONE", part: type,
                message: candidates.isEmpty
                    ? "No part of this type is on the shelf."
                    : "No part of this type is allowed here (\(reasons.joined(separator: ", "))).",
                advice: "Buy a new one, or harvest one from a scrapped aid of an allowed model.")
        }
        let entry = MountedPart(part: shelf.remove(at: index), deviceModel: model, deviceSerial: serial, date: date)
        mounted.append(entry)
        return entry
    }

    /// Every part that came out of a donor, mounted or not.
    public func parts(fromDonor serial: String) -> [SparePart] {
        (shelf + mounted.map(\.part)).filter { $0.donor == serial }
    }

    /// Harvested parts mounted: purchases that were not made, and what they would have cost in øre.
    public var purchasesAvoided: (count: Int, value: Int) {
        let used = mounted.filter { $0.part.donor != nil }
        return (used.count, used.reduce(0) { $0 + (rules[$1.part.type]?.price ?? 0) })
    }

    /// Whether an aid is worth more as parts than as an aid.
    ///
    /// - Parameters:
    ///   - model: The aid's model.
    ///   - wanted: Parts short by type.
    ///   - usable: Parts of each type that can be taken out of it.
    ///   - reissueValue: What the aid is worth when made ready instead, in øre, its reconditioning subtracted.
    ///   - labourPerMinute: Øre a minute at the bench.
    /// - Returns: Øre gained by stripping it; it pays when above 0.
    public func stripGain(
        model: String, wanted: [String: Int], usable: [String: Int], reissueValue: Int, labourPerMinute: Double
    ) -> Double {
        var gain = -Double(reissueValue)
        for (type, count) in usable.sorted(by: { $0.key < $1.key }) {
            guard let rule = rules[type], rule.allowsHarvested else { continue }
            let donors = rule.donorModels.isEmpty ? rule.models : rule.donorModels
            guard donors.isEmpty || donors.contains(model) else { continue }
            let worth = Double(rule.price) - rule.harvestMinutes * labourPerMinute
            if worth > 0 { gain += worth * Double(min(count, wanted[type] ?? 0)) }
        }
        return gain
    }
}
