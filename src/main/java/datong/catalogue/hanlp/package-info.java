/** Chinese words by HanLP. */
package datong.catalogue.hanlp;
