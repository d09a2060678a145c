import ResellerAPI
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
            ("active:yes", [.status(active: true)]),
            ("is:active", [.status(active: true)]),
            ("is:off", [.status(active: false)]),
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
}
