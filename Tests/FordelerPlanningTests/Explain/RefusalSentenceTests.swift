import FordelerModel
import FordelerPlanning
import Testing

@Suite("Sentences of refusals")
struct RefusalSentenceTests {
    @Test("Every code has its own sentence in each language", arguments: MessageLanguage.allCases)
    func sentences(language: MessageLanguage) {
        let texts = RefusalCode.allCases.map { $0.sentence.text(language) }
        #expect(Set(texts).count == RefusalCode.allCases.count)
        #expect(texts.allSatisfy { $0.hasSuffix(".") && $0.count <= 60 })
    }
}
