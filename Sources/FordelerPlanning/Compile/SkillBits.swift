/// The skills, van features and crew sizes that orders ask for, each a bit of the engine's skill set.
struct SkillBits: Sendable {
    /// What a bit stands for.
    enum Requirement: Hashable, Comparable, Sendable {
        case crewOfTwo
        case skill(String)
        case vanFeature(String)
    }

    /// The requirements in bit order.
    let requirements: [Requirement]
    private let bits: [Requirement: Int]

    /// Most different requirements that a set of bits holds.
    static let most = 64

    /// Collects what the orders ask for; what only vans have needs no bit.
    init(_ needs: some Sequence<OrderNeeds>) {
        var asked: Set<Requirement> = []
        for need in needs { asked.formUnion(SkillBits.requirements(of: need)) }
        requirements = asked.sorted()
        bits = Dictionary(uniqueKeysWithValues: requirements.enumerated().map { ($1, $0) })
    }

    static func requirements(of need: OrderNeeds) -> Set<Requirement> {
        var asked = Set(need.skills.map(Requirement.skill))
        asked.formUnion(need.vanFeatures.map(Requirement.vanFeature))
        if need.persons > 1 { asked.insert(.crewOfTwo) }
        return asked
    }

    /// The bit set of `given`; what nobody asks for has no bit.
    func mask(_ given: some Sequence<Requirement>) -> UInt64 {
        given.reduce(0) { mask, requirement in
            guard let bit = bits[requirement], bit < SkillBits.most else { return mask }
            return mask | (1 << UInt64(bit))
        }
    }
}
