import FordelerModel

/// What one van-day says to an order.
public struct VanDayVerdict: Hashable, Sendable, Codable {
    /// The van.
    public var van: String
    /// The date of its shift.
    public var date: CivilDate
    /// The first rule that forbids it; `nil` when the van-day could take the order in time.
    public var refusal: RefusalCode?
    /// What taking it adds to the plan's cost, in øre, the waiting of the order included; `nil` when forbidden.
    public var addedOre: Int?
    /// Seconds after midnight of `date` at which the visit would start; `nil` when forbidden.
    public var start: Int?
    /// Orders that taking it would make late, by identity.
    public var madeLate: [String]
    /// Single changes that admit the order, each verified by an insertion, the smallest first; empty when none does,
    /// when none is needed, or when none was asked for.
    public var relaxations: [VanDayChange]
    /// Exact change of every aim; empty when forbidden.
    var effect: [Int] = []

    private enum CodingKeys: String, CodingKey {
        case van, date, refusal
        case addedOre = "added_ore"
        case start
        case madeLate = "made_late"
        case relaxations
    }
}

/// Why an order stands where it stands.
public struct VanDayExplanation: Hashable, Sendable, Codable {
    /// Where the plan has it.
    public var outcome: OrderOutcome
    /// What each van-day says, by date and van; the order's own van-day is priced as if it were inserted anew.
    public var vanDays: [VanDayVerdict]
    /// Øre that its place in the plan costs, when planned.
    public var placeOre: Int?
    /// The best other van-day, when planned and there is one.
    public var nextBest: VanDayVerdict?
    /// The rule that names the matter for an order that no van-day can take in time: of the van-day that came nearest.
    public var binding: RefusalCode?
    /// The smallest single change of all van-days.
    public var smallest: VanDayChange?

    private enum CodingKeys: String, CodingKey {
        case outcome
        case vanDays = "van_days"
        case placeOre = "place_ore"
        case nextBest = "next_best"
        case binding, smallest
    }
}
