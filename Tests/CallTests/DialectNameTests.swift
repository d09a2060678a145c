import Dialects
import Settings
import Testing

/// Configuration names dialects, and the table has them.
@Suite struct DialectNameTests {
    @Test("Every dialect that a context may name is one, and the other way round")
    func names() {
        #expect(Set(ResolvedAccount.Dialect.allCases.map(\.rawValue)) == Set(Dialect.all.map(\.name)))
    }
}
