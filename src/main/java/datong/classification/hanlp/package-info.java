/** Names by HanLP's segmentation; the only part that may use it. */
package datong.classification.hanlp;
