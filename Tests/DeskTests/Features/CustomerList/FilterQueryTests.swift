import ResellerAPI
import Screen
import Testing

@testable import Desk

@Suite("What a filter asks for")
struct FilterQueryTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("Every form of a term is read")
    func terms() {
        let table: [(String, [FilterQuery.Term])] = [
            ("", []), ("   ", []),
            ("Shop", [.word(bytes("shop"))]),
            ("shop  MAIL ", [.word(bytes("shop")), .word(bytes("mail"))]),
            ("ÄÖ", [.word(bytes("äö"))]),
            ("!test", [.not(.word(bytes("test")))]),
            ("!!test", [.word(bytes("test"))]),
            ("\"Mail@One.example\"", [.whole(bytes("mail@one.example"))]),
            ("\"two words", [.whole(bytes("two words"))]),
            ("~lrk", [.fuzzy(bytes("lrk"))]),
            ("!~lrk", [.not(.fuzzy(bytes("lrk")))]),
            ("email:Shop", [.field(.email, bytes("shop"))]),
            ("user:a", [.field(.username, bytes("a"))]),
            ("city:\"New York\"", [.field(.city, bytes("new york"))]),
            ("web:x", [.field(.website, bytes("x"))]),
            ("active:yes", [.field(.active, bytes("yes"))]),
            ("is:active", [.field(.active, bytes("active"))]),
            ("is:off", [.field(.active, bytes("off"))]),
            ("http://x", [.word(bytes("http://x"))]),
            ("rep<80", [.compare(.reputation, isBelow: true, 80)]),
            ("REP>80", [.compare(.reputation, isBelow: false, 80)]),
            ("bounce>5%", [.compare(.bounce, isBelow: false, 0.05)]),
            ("credits<10%", [.compare(.credits, isBelow: true, 0.1)]),
            ("spam>0.3", [.compare(.spam, isBelow: false, 0.003)]),
            ("sent>1,000", [.compare(.sent, isBelow: false, 1000)]),
            ("rep<=80", [.not(.compare(.reputation, isBelow: false, 80))]),
            ("rep>=80", [.not(.compare(.reputation, isBelow: true, 80))]),
            ("!rep<80", [.not(.compare(.reputation, isBelow: true, 80))]),
            ("size<80", [.word(bytes("size<80"))]),
            ("rep<abc", [.word(bytes("rep<abc"))]),
            ("rep<nan", [.word(bytes("rep<nan"))]),
        ]
        for (text, terms) in table { #expect(FilterQuery(text).terms == terms, "\(text)") }
    }

    @Test(
        "A term that is still being typed hides nobody",
        arguments: ["!", "!!", "~", "\"", "\"\"", "email:", "is:", "rep<", "rep>=", "!rep<", "!email:"])
    func unfinished(text: String) {
        #expect(FilterQuery(text).isEmpty)
    }

    @Test("Hostile input is text like any other")
    func hostile() {
        #expect(FilterQuery("a\u{1B}[31m\u{0}\u{1}").terms == [.word(bytes("a [31m  "))])
        #expect(FilterQuery(String(repeating: "!", count: 5000) + "a").terms == [.word(bytes("a"))])
        #expect(FilterQuery(String(repeating: "\"", count: 999)).isEmpty)
        #expect(FilterQuery("\u{202E}abc").terms == [.word(bytes("\u{202E}abc"))])
    }

    @Test("The words for showing hits are those that are found literally")
    func words() {
        #expect(FilterQuery("Shop !test \"One\" user:b email:c ~d rep<1 is:on").words == ["shop", "one", "b"])
    }

    @Test("Comparisons are known as such, also turned round")
    func comparisons() {
        #expect(FilterQuery("a rep<80").comparesFigures)
        #expect(FilterQuery("!bounce>1%").comparesFigures)
        #expect(!FilterQuery("a is:on !b").comparesFigures)
    }

    @Test(
        "What was hardly meant as it is taken is told with its place and how it is written",
        arguments: [
            (
                "shop rep<abc",
                "filter, word 2: no number after \"rep<abc\", searching for it as text; try rep<80"
            ),
            (
                "!bounce>x%",
                "filter, word 1: no number after \"bounce>x%\", searching for it as text; try bounce<5%"
            ),
            (
                "emial:shop",
                "filter, word 1: unknown field \"emial\", searching for \"emial:shop\" as text; did you mean email:?"
            ),
            (
                "bouce>5%",
                "filter, word 1: unknown field \"bouce\", searching for \"bouce>5%\" as text; did you mean bounce>?"
            ),
            ("http://x rep< email: \"emial:x\" a:b 12:30 shop", nil),
        ] as [(String, String?)])
    func problems(line: String, problem: String?) {
        #expect(FilterQuery.table.problems(in: line).first == problem)
    }

    @Test("On the desk it is told when the filter is kept")
    @MainActor
    func told() async {
        let desk = DeskRun(.showing(names(3)))
        await desk.press(.character("/"))
        await desk.type("rep<x")
        #expect(desk.state.notice == nil)
        await desk.press(.enter)
        #expect(desk.state.notice?.text.hasPrefix("filter, word 1: no number after") == true)
    }
}
