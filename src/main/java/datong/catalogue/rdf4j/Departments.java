package datong.catalogue.rdf4j;

/** Names of departments. */
public interface Departments {
    /** The code itself for one that is not known. */
    String name(String creditCode, boolean english);
}
