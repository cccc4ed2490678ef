import Testing

@testable import FordelerStatistics

struct RandomStreamTests {
    @Test func sameSeedSameDrawsOtherStreamOtherDraws() {
        var a = RandomStream(seed: 7, named: "demand")
        var b = RandomStream(seed: 7, named: "demand")
        var c = RandomStream(seed: 7, named: "lead time")
        var d = RandomStream(seed: 7, named: "demand", replication: 1)
        let first = (0..<50).map { _ in a.next() }
        #expect(first == (0..<50).map { _ in b.next() })
        #expect(first != (0..<50).map { _ in c.next() })
        #expect(first != (0..<50).map { _ in d.next() })
    }

    /// Reference outputs of SplitMix64 from state 0 (Vigna's public-domain program).
    @Test func splitMixReference() {
        var generator = SplitMix64(state: 0)
        #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
        #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    }

    @Test func samplesFollowTheirLaws() {
        var stream = RandomStream(seed: 1)
        let counts = SampleSummary((0..<3000).map { _ in Double(Poisson(mean: 3).sample(using: &stream)) })
        #expect(counts.interval(confidence: 0.999).contains(3))
        let spread = SampleSummary((0..<3000).map { _ in Gamma(mean: 5, variance: 4).sample(using: &stream) })
        #expect(spread.interval(confidence: 0.999).contains(5))
        #expect(abs(spread.variance - 4) < 0.6)
    }

    /// Values 1...5: mean 3, variance 2.5, half width 2.776·√(2.5/5) = 1.963.
    @Test func intervalOfFiveValues() {
        let interval = SampleSummary([1, 2, 3, 4, 5]).interval()
        #expect(interval.mean == 3)
        #expect(abs(interval.halfWidth - 1.9632432) < 1e-6)
        #expect(interval.contains(4.9) && !interval.contains(5))
        #expect(SampleSummary([1]).interval().halfWidth == .infinity)
    }

    /// 2 for three days, then 5 for one: (6 + 5) / 4.
    @Test func timeAverageWeighsBySpan() {
        var average = TimeAverage(start: 0, value: 2)
        average.set(5, at: 3)
        #expect(average.average(until: 4) == 2.75)
        average.restart(at: 4)
        #expect(average.average(until: 6) == 5)
    }

    @Test func quantilesInterpolate() {
        #expect(SampleQuantile.of([4, 1, 3, 2], 0.5) == 2.5)
        #expect(SampleQuantile.of([], 0.5) == nil)
    }
}
