import Records
import Testing

@testable import Settings

@Suite("The rules of alarms")
struct AlarmRulesTests {
    private func file(_ rules: String) -> ConfigFile {
        ConfigFile(name: "config.json", bytes: Array("{ \"rules\": \(rules) }".utf8))
    }

    @Test("Rules of the file stand over the shipped ones")
    func given() {
        let file = file(#"{ "bounces_warning": 2.5, "reputation_fall": 15 }"#)
        #expect(file.problems == [])
        #expect(file.rules[.bouncesWarning] == 2.5)
        #expect(file.rules.share(.bouncesWarning) == 0.025)
        #expect(file.rules.count(.reputationFall) == 15)
        #expect(file.rules[.bouncesCritical] == 5)
    }

    @Test(
        "A wrong rule keeps its default and is named",
        arguments: [
            ("[]", #"1: "rules" must be an object, not a list. It is not used."#),
            (
                #"{ "bounce_warning": 2 }"#,
                #"1: unknown entry "bounce_warning" in "rules"; did you mean "bounces_warning"? It is not used."#
            ),
            (#"{ "spam_warning": "1" }"#, #"1: "spam_warning" in "rules" must be a number, not text. 0.1 is used."#),
            (#"{ "spam_warning": 101 }"#, #"1: "spam_warning" in "rules" must be 0 to 100, not 101. 0.1 is used."#),
            (#"{ "spam_warning": 1e400 }"#, #"1: "spam_warning" in "rules" must be 0 to 100, not 1e400. 0.1 is used."#),
            (
                #"{ "bounces_warning": 7 }"#,
                #"1: "bounces_warning" in "rules" is above "bounces_critical". Both keep their defaults."#
            ),
        ])
    func wrong(json: String, text: String) {
        let file = file(json)
        #expect(file.problems.map(\.text) == ["config.json:" + text])
        #expect(file.rules == AlarmRules() || file.rules[.bouncesWarning] == 3)
    }

    @Test("Every rule has a default within its range and a sentence")
    func complete() {
        for rule in AlarmRule.allCases {
            let standard = rule.standard
            #expect((Double(standard.range.lowerBound)...Double(standard.range.upperBound)).contains(standard.value))
            #expect(rule.explanation.hasSuffix("."))
        }
    }
}
