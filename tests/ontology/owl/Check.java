import java.io.File;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Prints, a line each, what is wrong with the given RDF/XML files: the name of the file, and either the
 * kind of violation of the OWL 2 DL profile with its words, or "Inconsistent" when HermiT finds no model.
 */
class Check {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            File file = new File(name);
            OWLOntology ontology =
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(file);
            for (OWLProfileViolation found : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
                String words = found.toString().replaceAll("\\s+", " ");
                say(file, found.getClass().getSimpleName() + "\t" + words);
            }
            if (!new Reasoner(ontology).isConsistent()) {
                say(file, "Inconsistent");
            }
        }
    }

    private static void say(File file, String words) {
        System.out.println(file.getName() + "\t" + words);
    }
}
